package org.jixiao.reporting.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;
import org.jixiao.reporting.goaltable.Finding;
import org.jixiao.reporting.rule.Severity;

/** Holds waivers against the errors among the findings of a published table: each error needs one, and each waiver names one. */
record OpenErrors(List<Finding.View> findings) {

    static final ProblemCode OPEN_ERRORS =
            new ProblemCode("OPEN_ERRORS", 409, Text.of("有未放行的错误", "There are errors that are not waived"));

    /**
     * Passes when every error is waived and every waiver names exactly one error. An error that is not is told by its place among
     * the findings, where all is that a waiver has to name.
     *
     * @throws Problem UNPROCESSABLE for a waiver of no error, of several, or a second one of the same, OPEN_ERRORS for an error
     *     without
     */
    void requireWaived(List<Waiver> waivers) {
        requireErrors(waivers);
        List<Violation> open = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding.View finding = findings.get(i);
            if (isError(finding) && waivers.stream().noneMatch(waiver -> names(waiver, finding))) {
                open.add(new Violation("/findings/" + i, finding.rule(), said(finding)));
            }
        }
        if (!open.isEmpty()) {
            throw new Problem(OPEN_ERRORS, Text.of("有 %d 个错误未放行", "%d errors are not waived", open.size()), open);
        }
    }

    private void requireErrors(List<Waiver> waivers) {
        List<Violation> wrong = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < waivers.size(); i++) {
            Waiver waiver = waivers.get(i);
            long named = findings.stream()
                    .filter(finding -> isError(finding) && names(waiver, finding))
                    .count();
            if (named == 0) {
                wrong.add(new Violation(
                        "/waivers/" + i, "NOTHING_TO_WAIVE", Text.of("没有这个错误", "There is no such error")));
            } else if (named > 1) {
                wrong.add(new Violation(
                        "/waivers/" + i,
                        "SEVERAL_TO_WAIVE",
                        Text.of("公开时尚未区分这些错误，请重新公开", "They were not told apart when it was published: publish again")));
            } else if (!seen.add(Arrays.asList(waiver.rule(), waiver.projectCode(), waiver.measure()))) {
                wrong.add(new Violation("/waivers/" + i, "WAIVED_TWICE", Text.of("重复放行", "It is waived twice")));
            }
        }
        if (!wrong.isEmpty()) {
            throw new Problem(
                    ProblemCode.UNPROCESSABLE,
                    Text.of("有 %d 项放行不指向一个错误", "%d waivers do not name one error", wrong.size()),
                    wrong);
        }
    }

    private static boolean isError(Finding.View finding) {
        return finding.severity() == Severity.ERROR;
    }

    private static boolean names(Waiver waiver, Finding.View finding) {
        return waiver.rule().equals(finding.rule())
                && Objects.equals(waiver.projectCode(), finding.projectCode())
                && Objects.equals(waiver.measure(), finding.measure());
    }

    private static Text said(Finding.View error) {
        String about = Stream.of(error.projectCode(), error.measure())
                .filter(Objects::nonNull)
                .map(each -> " " + each)
                .collect(Collectors.joining());
        return new Text(error.message() + about, error.rule() + about);
    }
}
