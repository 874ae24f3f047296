package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.answer.RawJson;
import org.jixiao.reporting.assessment.AssessedIndicator;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.rollup.Basis;

/**
 * The table as it is published, member by member in the order of the contract.
 *
 * @param basis of the money in force: {@code ISSUED} as long as it is what was approved together with the budget in every
 *     project, {@code ADJUSTED} when one was adjusted since
 * @param asOf when the latest of what the form has was recorded
 * @param staleSince since when an owner has told something of the department that is not shown yet; null when none has
 * @param complete everything has come that belongs in the table: every project that gets money has its goal, no goal and no
 *     assessment waits for its project, the department's name is known, the sources come to the total. What has come and is
 *     wrong is told by the findings
 * @param yuan the same amounts as {@code amounts} in exact 元, here and below
 * @param notes where rounded parts do not add up to the rounded whole
 */
public record GoalTable(
        @Schema(examples = "项目支出绩效目标表（含转移支付项目）") String title,
        int fiscalYear,
        Named department,
        @Schema(examples = "万元") String moneyUnit,
        Basis basis,
        Instant asOf,
        @Schema(nullable = true) Instant staleSince,
        boolean complete,
        PrintedAmounts amounts,
        Amounts yuan,
        List<Unit> units,
        List<Finding.View> findings,
        List<Note.View> notes) {

    /** The view of what the official form has: that is what is published, what files hold, and what their hash is of. */
    public interface Printed {}

    /** The view of all that is shown. */
    interface Shown extends Printed {}

    static final String TITLE = "项目支出绩效目标表（含转移支付项目）";
    static final String MONEY_UNIT = "万元";

    /** Of the table as it stands, in every format. */
    public String address() {
        return "/api/v1/goal-tables/" + fiscalYear + "/" + department.code();
    }

    /** The same table with these units. */
    public GoalTable with(List<Unit> others) {
        return with(others, findings, notes);
    }

    /** The same table without its findings and notes, which are not printed and may be as many as the projects. */
    public GoalTable printed() {
        return with(units, List.of(), List.of());
    }

    private GoalTable with(List<Unit> others, List<Finding.View> found, List<Note.View> noted) {
        return new GoalTable(
                title,
                fiscalYear,
                department,
                moneyUnit,
                basis,
                asOf,
                staleSince,
                complete,
                amounts,
                yuan,
                others,
                found,
                noted);
    }

    /** A code and its name; the name is null as long as the owner's event has not come. */
    public record Named(
            String code, @Schema(nullable = true) String name) {}

    /** A 资金使用单位 with its projects, in the order in which they are printed. */
    public record Unit(Named unit, PrintedAmounts amounts, Amounts yuan, List<Project> projects) {

        /** The same unit with these projects. */
        public Unit with(List<Project> others) {
            return new Unit(unit, amounts, yuan, others);
        }
    }

    /**
     * A row of the table.
     *
     * @param goal in prose; null when the project has none
     * @param indicatorsText the printed cell, character for character; null without a goal
     * @param indicators as indicator-service publishes them
     * @param flags of the goal and its indicators, as indicator-service publishes them
     * @param assessment an {@link Assessment}; null when the project was neither monitored nor evaluated
     */
    public record Project(
            String projectCode,
            String name,
            PrintedAmounts amounts,
            Amounts yuan,
            @Schema(nullable = true) String goal,
            @Schema(nullable = true) String indicatorsText,

            @JsonRawValue
            @JsonDeserialize(using = RawJson.class)
            @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            String indicators,

            @JsonRawValue
            @JsonDeserialize(using = RawJson.class)
            @Schema(type = SchemaType.ARRAY, implementation = String.class)
            String flags,

            @JsonView(Shown.class)
            @JsonRawValue
            @JsonDeserialize(using = RawJson.class)
            @Schema(implementation = Assessment.class, nullable = true)
            String assessment) {

        /** The same row with these texts. */
        Project with(String goal, String indicatorsText, String indicators, String flags, String assessment) {
            return new Project(projectCode, name, amounts, yuan, goal, indicatorsText, indicators, flags, assessment);
        }
    }

    /**
     * What monitoring and self-evaluation say of a project, beside what the official form has.
     *
     * @param month of the last monitoring; null when there was none
     * @param lamp the worst of its indicators; null when none of them has one
     * @param score of the self-evaluation, in points with two decimals; null when there was none, as are the grade and its name
     * @param recordedAt when the latest of this was recorded; {@link GoalTable#asOf} is of the form alone
     * @param indicators those of the last monitoring and of the self-evaluation, in the order of the goal
     */
    @Schema(name = "TableAssessment")
    public record Assessment(
            @Schema(nullable = true, examples = "9") Integer month,
            @Schema(nullable = true) MonitoringLamp lamp,
            @Schema(nullable = true, examples = "96.50") String score,
            @Schema(nullable = true) Grade grade,
            @Schema(nullable = true, examples = "优") String gradeName,
            Instant recordedAt,
            List<AssessedIndicator> indicators) {}
}
