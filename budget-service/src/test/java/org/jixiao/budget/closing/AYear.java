package org.jixiao.budget.closing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jixiao.budget.fixture.Report;

/** A fiscal year of which no other test reports, and what yuexiu-finance reports and states of it. */
record AYear(int year) {

    private static final AtomicInteger NEXT_YEAR = new AtomicInteger(2030);
    private static final AtomicLong NEXT_CODE = new AtomicLong(1);

    static AYear fresh() {
        return new AYear(NEXT_YEAR.getAndIncrement());
    }

    String newCode() {
        return "440104%02dT%012d".formatted(year % 100, NEXT_CODE.getAndIncrement());
    }

    /** The first revision of a project of this year with this 财政拨款 and nothing else. */
    Report report(String yuan) {
        return Report.of(newCode())
                .withData(data -> data.put("fiscalYear", year))
                .appropriation(yuan);
    }

    /** Control totals of so many projects with this 财政拨款, of which nothing was spent, for the whole year. */
    ObjectNode statement(int projects, String yuan) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("sender", "yuexiu-finance").put("fiscalYear", year).put("period", Integer.toString(year));
        statement.put("projectCount", projects);
        statement
                .putObject("totals")
                .put("total", yuan)
                .put("fiscalAppropriation", yuan)
                .putNull("specialAccount")
                .putNull("other")
                .put("executed", yuan == null ? null : "0.00");
        return statement;
    }

    /** The same for June. */
    ObjectNode june(int projects, String yuan) {
        return statement(projects, yuan).put("period", year + "-06");
    }

    /** Adds a project to the list of a statement. */
    static ObjectNode listing(ObjectNode statement, Report report, Consumer<ObjectNode> change) {
        ObjectNode project = statement.withArray("projects").addObject();
        project.put("projectCode", report.projectCode())
                .put("version", report.json().get("aggregateversion").longValue());
        project.setAll((ObjectNode) report.json().at("/data/amounts").deepCopy());
        project.set("executed", report.json().at("/data/executed"));
        change.accept(project);
        return statement;
    }

    static ObjectNode listing(ObjectNode statement, Report report) {
        return listing(statement, report, project -> {});
    }
}
