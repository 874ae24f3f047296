package org.jixiao.reporting.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;
import org.jixiao.reporting.goaltable.Finding;
import org.jixiao.reporting.rule.Severity;

/** Holds waivers against the errors of a published table: each error needs one, and each waiver an error. */
record OpenErrors(List<Finding.View> errors) {

    static final ProblemCode OPEN_ERRORS =
            new ProblemCode("OPEN_ERRORS", 409, Text.of("有未放行的错误", "There are errors that are not waived"));

    static OpenErrors of(List<Finding.View> findings) {
        return new OpenErrors(findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList());
    }

    /**
     * Passes when every error is waived and every waiver belongs to an error.
     *
     * @throws Problem UNPROCESSABLE for a waiver of no error or a second one of the same, OPEN_ERRORS for an error without
     */
    void requireWaived(List<Waiver> waivers) {
        requireErrors(waivers);
        List<Violation> open = errors.stream()
                .filter(error -> waivers.stream().noneMatch(waiver -> isOf(waiver, error)))
                .map(error -> new Violation("/waivers", error.rule(), said(error)))
                .toList();
        if (!open.isEmpty()) {
            throw new Problem(OPEN_ERRORS, Text.of("有 %d 个错误未放行", "%d errors are not waived", open.size()), open);
        }
    }

    private void requireErrors(List<Waiver> waivers) {
        List<Violation> idle = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < waivers.size(); i++) {
            Waiver waiver = waivers.get(i);
            if (errors.stream().noneMatch(error -> isOf(waiver, error))) {
                idle.add(new Violation(
                        "/waivers/" + i, "NOTHING_TO_WAIVE", Text.of("没有这个错误", "There is no such error")));
            } else if (!seen.add(Arrays.asList(waiver.rule(), waiver.projectCode()))) {
                idle.add(new Violation("/waivers/" + i, "WAIVED_TWICE", Text.of("重复放行", "It is waived twice")));
            }
        }
        if (!idle.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNPROCESSABLE,
                    Text.of("有 %d 项放行没有对应的错误", "%d waivers belong to no error", idle.size()),
                    idle);
        }
    }

    private static boolean isOf(Waiver waiver, Finding.View error) {
        return waiver.rule().equals(error.rule()) && Objects.equals(waiver.projectCode(), error.projectCode());
    }

    private static Text said(Finding.View error) {
        String project = error.projectCode() == null ? "" : " " + error.projectCode();
        return new Text(error.message() + project, error.rule() + project);
    }
}
