package org.jixiao.budget.project;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.budget.department.Registered;
import org.jixiao.budget.rule.Breach;
import org.jixiao.budget.rule.Rule;
import org.jixiao.platform.problem.Text;

/**
 * A spending line with its own code and fiscal year, at one version. Requests and events decide through here alone.
 *
 * @param version 1, 2, 3… without holes
 * @param issue the first one; null as long as it was never issued
 * @param amountsChangedAt when the amounts were last changed after that (调整), to the microsecond; null while they are as
 *     first issued
 */
public record Project(ProjectContent content, long version, FirstIssue issue, Instant amountsChangedAt) {

    /**
     * A project that nobody has stated before. Its code must be one of its own region or of a region above: nobody takes
     * another district's. One that is there keeps its code, whatever becomes of regions.
     */
    public static Decision first(ProjectContent stated, Registered registered) {
        List<Breach> breaches = breaches(stated, registered);
        if (!stated.isCodedAtOrAboveItsRegion()) {
            Text message = Text.of(
                    "项目代码开头的区划 %s 须为部门所属区划 %s 或其上级，请核对这两个代码",
                    "Region %s, which the project's code begins with, must be the department's, %s, or one above it: check both codes",
                    stated.codedRegion(),
                    stated.regionCode());
            breaches.addFirst(new Breach(Rule.CODE_MISMATCH, "/departmentCode", message));
        }
        return decide(breaches, stated, 1, null, null);
    }

    /**
     * The same project stated anew. Department and unit may change within the region, as in a reform; year and
     * region may not. Content that says nothing new still makes a version, because the sender's revision moved on.
     *
     * @param now when this is recorded
     */
    public Decision restate(ProjectContent stated, Registered registered, Instant now) {
        List<Breach> breaches = breaches(stated, registered);
        if (stated.fiscalYear() != content.fiscalYear()) {
            breaches.add(settled("/fiscalYear", Integer.toString(content.fiscalYear())));
        }
        if (!stated.departmentCode().startsWith(content.regionCode())) {
            breaches.add(settled("/departmentCode", content.regionCode() + "…"));
        }
        return decide(breaches, stated, version + 1, issue, changedAt(stated.amounts(), now));
    }

    private Instant changedAt(Amounts amounts, Instant now) {
        if (issue == null || amounts.equals(issue.amounts())) {
            return null;
        }
        return amounts.equals(content.amounts()) ? amountsChangedAt : now.truncatedTo(ChronoUnit.MICROS);
    }

    private static Decision decide(
            List<Breach> breaches, ProjectContent stated, long version, FirstIssue issuedBefore, Instant changedAt) {
        return breaches.isEmpty()
                ? new Decision.Recorded(
                        new Project(stated, version, FirstIssue.upTo(issuedBefore, stated, version), changedAt))
                : new Decision.Refused(List.copyOf(breaches));
    }

    private static List<Breach> breaches(ProjectContent stated, Registered registered) {
        List<Breach> breaches = new ArrayList<>();
        if (!stated.departmentCode().startsWith(stated.regionCode())) {
            breaches.add(mismatch("/regionCode", "部门代码须以区划代码开头", "The department's code must start with the region's"));
        }
        if (!stated.unitCode().startsWith(stated.departmentCode())) {
            breaches.add(mismatch("/unitCode", "单位代码须以部门代码开头", "The unit's code must start with the department's"));
        }
        if (!registered.departmentCodes().contains(stated.departmentCode())) {
            breaches.add(unknown(
                    "/departmentCode", "部门 %s 未登记", "Department %s is not registered", stated.departmentCode()));
        }
        if (!registered.unitCodes().contains(stated.unitCode())) {
            breaches.add(
                    unknown("/unitCode", "资金使用单位 %s 未登记", "Spending unit %s is not registered", stated.unitCode()));
        }
        if (stated.amounts().tooLarge()) {
            Text message = Text.of("合计不得超过 %s", "The sum must not exceed %s", Amounts.MOST);
            breaches.add(new Breach(Rule.AMOUNT_RANGE, "/amounts", message));
        }
        return breaches;
    }

    private static Breach mismatch(String pointer, String zh, String en) {
        return new Breach(Rule.CODE_MISMATCH, pointer, Text.of(zh, en));
    }

    private static Breach unknown(String pointer, String zh, String en, String code) {
        return new Breach(Rule.UNKNOWN_REFERENCE, pointer, Text.of(zh, en, code));
    }

    private static Breach settled(String pointer, String value) {
        Text message = Text.of("已有项目不得更改，现为 %s", "Cannot change for an existing project, it is %s", value);
        return new Breach(Rule.STATE_CONFLICT, pointer, message);
    }
}
