package org.jixiao.reporting.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.Funding;
import org.jixiao.reporting.intake.Unreadable.Code;
import org.jixiao.reporting.projection.DepartmentChange;
import org.jixiao.reporting.projection.GoalChange;
import org.jixiao.reporting.projection.Membership;
import org.jixiao.reporting.projection.ProjectChange;
import org.jixiao.reporting.projection.State;

/** What the owners' contracts say, turned into changes of the read model: the only place that knows their members. */
final class Events {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private Events() {}

    /** An event of {@code budget.projects.v1}. */
    static ProjectChange project(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        OwnersEvent event = OwnersEvent.read(record, "org.jixiao.budget.project.changed.v1");
        Members data = event.data();
        if (!"CNY".equals(data.text("currency"))) {
            throw new Unreadable(Code.AMOUNT_FORMAT, "/data/currency is not CNY");
        }
        return new ProjectChange(
                event.ownKey("projectCode", OwnersEvent.PROJECT_CODE),
                event.revision(),
                event.recordedAt(),
                year(data),
                data.text("name"),
                data.textOrNull("documentNumber"),
                data.constant("funding", Funding.class),
                data.code("departmentCode", OwnersEvent.DEPARTMENT_CODE),
                data.code("unitCode", OwnersEvent.UNIT_CODE),
                amounts(data.object("amounts")),
                data.amount("executed"),
                data.isBlank("issuedAmounts") ? null : amounts(data.object("issuedAmounts")),
                data.timeOrNull("amountsChangedAt"),
                data.constant("state", State.class));
    }

    /** An event of {@code indicator.goals.v1}. */
    static GoalChange goal(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        OwnersEvent event = OwnersEvent.read(record, "org.jixiao.indicator.goal.changed.v1");
        Members data = event.data();
        Slice indicators = data.slice("indicators");
        return new GoalChange(
                event.ownKey("projectCode", OwnersEvent.PROJECT_CODE),
                event.revision(),
                event.recordedAt(),
                year(data),
                data.code("departmentCode", OwnersEvent.DEPARTMENT_CODE),
                data.text("statement"),
                data.text("indicatorsText"),
                indicators.json(),
                indicators.size(),
                indicators.types(),
                data.texts("flags").toString(),
                data.constant("state", State.class));
    }

    /** An event of {@code budget.departments.v1}. */
    static DepartmentChange department(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        OwnersEvent event = OwnersEvent.read(record, "org.jixiao.budget.department.changed.v1");
        List<DepartmentChange.Named> regions = regions(event.data());
        return new DepartmentChange(
                event.ownKey("departmentCode", OwnersEvent.DEPARTMENT_CODE),
                event.revision(),
                event.recordedAt(),
                event.data().text("name"),
                regions,
                memberships(event.data(), regions),
                named(event.data(), "units", "unitCode", OwnersEvent.UNIT_CODE));
    }

    private static Amounts amounts(Members amounts) throws Unreadable {
        return new Amounts(
                amounts.amount("total"),
                amounts.amount("fiscalAppropriation"),
                amounts.amount("specialAccount"),
                amounts.amount("other"));
    }

    private static List<DepartmentChange.Named> regions(Members data) throws Unreadable {
        List<DepartmentChange.Named> regions = named(data, "regions", "regionCode", OwnersEvent.REGION_CODE);
        if (regions.isEmpty()) {
            throw data.wrong("regions", "the department's own region and those above it");
        }
        return regions;
    }

    /** An owner that tells none knows only where the department lies now. */
    private static List<Membership> memberships(Members data, List<DepartmentChange.Named> now) throws Unreadable {
        List<Membership> memberships = new ArrayList<>();
        if (!data.isBlank("memberships")) {
            for (Members each : data.objects("memberships")) {
                memberships.add(new Membership(each.dateOrNull("from"), each.dateOrNull("to"), regions(each)));
            }
        }
        return memberships.isEmpty() ? List.of(new Membership(null, null, now)) : memberships;
    }

    static int year(Members data) throws Unreadable {
        long year = data.number("fiscalYear", FIRST_YEAR);
        if (year > LAST_YEAR) {
            throw data.wrong("fiscalYear", "at most " + LAST_YEAR);
        }
        return (int) year;
    }

    private static List<DepartmentChange.Named> named(Members data, String list, String code, Pattern pattern)
            throws Unreadable {
        List<DepartmentChange.Named> named = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (Members each : data.objects(list)) {
            DepartmentChange.Named one = new DepartmentChange.Named(each.code(code, pattern), each.text("name"));
            if (!codes.add(one.code())) {
                throw data.wrong(list, "a list that names each code once");
            }
            named.add(one);
        }
        return named;
    }
}
