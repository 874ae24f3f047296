package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.platform.testing.PoisonCase.data;
import static org.jixiao.platform.testing.PoisonCase.event;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_AS_NUMBER;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_OVER_RANGE;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_WITH_3_DECIMALS;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_WITH_COMMA;
import static org.jixiao.platform.testing.PoisonKind.ID_REUSED;
import static org.jixiao.platform.testing.PoisonKind.KEY_NOT_SUBJECT;
import static org.jixiao.platform.testing.PoisonKind.LARGE;
import static org.jixiao.platform.testing.PoisonKind.NEGATIVE;
import static org.jixiao.platform.testing.PoisonKind.OTHER_SENDERS_DISTRICT;
import static org.jixiao.platform.testing.PoisonKind.RETIRED_SENDER;
import static org.jixiao.platform.testing.PoisonKind.UNKNOWN_DEPARTMENT;
import static org.jixiao.platform.testing.PoisonKind.UNKNOWN_DISTRICT;
import static org.jixiao.platform.testing.PoisonKind.UNKNOWN_LINE;
import static org.jixiao.platform.testing.PoisonKind.UNKNOWN_PROPERTY;
import static org.jixiao.platform.testing.PoisonKind.WRONG_CURRENCY;
import static org.jixiao.platform.testing.PoisonKind.WRONG_TYPES;
import static org.jixiao.platform.testing.PoisonKind.YEAR_0001;
import static org.jixiao.platform.testing.PoisonKind.YEAR_9999;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.SendingSystems;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.EnvelopePoison;
import org.jixiao.platform.testing.PoisonCase;
import org.jixiao.platform.testing.PoisonCase.Expected;
import org.jixiao.platform.testing.PoisonKind;
import org.jixiao.platform.testing.PoisonProof;
import org.jixiao.platform.testing.Shipment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes, each record gets one receipt and, when it is rejected, a dead letter with its own bytes; and the next
 * one is applied. The table is that of {@link EnvelopePoison} and the cases below, which are about goals.
 *
 * <p>A goal carries no money: the kinds of amounts are those of an indicator's weight, and a currency is an unknown
 * property. A goal may come before its project and its department are known, and waits for them, so these two kinds are
 * taken; the unknown line that is refused is the type of an indicator. Fiscal years are 2000 to 2100.
 */
@ServiceTest
class PoisonTest {

    private static final Expected ACCEPTED = new Expected.Accepted();

    /** What the city has handed down to 越秀区. */
    private static final String HANDED_DOWN = ProjectCodes.freshIn("440100");

    private static PoisonProof proof;

    @BeforeEach
    void senders() {
        if (proof == null) {
            register();
            proof = PoisonProof.of("indicator", SendingSystems.NAMES, ReportedGoal.GOALS);
            proof.send(cases(), PoisonTest::anyGood);
        }
    }

    @AfterAll
    static void everyAnswerWasGivenOnce() {
        proof.close();
        proof = null;
    }

    /** What the cases take for granted. */
    static void register() {
        SendingSystems.registered();
        Rows.change("insert into known_project (project_code, epoch, version, state, department_code, money_known)"
                + " values ('" + HANDED_DOWN + "', 1, 1, 'ISSUED', '440104019', true) on conflict do nothing");
    }

    static Stream<PoisonCase> cases() {
        return Stream.of(EnvelopePoison.cases(), weights(), references(), contents())
                .flatMap(cases -> cases);
    }

    /** Any good event. */
    static ObjectNode anyGood() {
        return ReportedGoal.event(GoalJson.goal(ProjectCodes.fresh()), 1);
    }

    private static Stream<PoisonCase> weights() {
        return Stream.of(
                indicator(AMOUNT_AS_NUMBER, "", first -> first.put("weight", 10.5), "SCHEMA"),
                indicator(AMOUNT_WITH_COMMA, "", first -> first.put("weight", "1,0"), "SCHEMA"),
                indicator(AMOUNT_WITH_3_DECIMALS, "", first -> first.put("weight", "10.125"), "SCHEMA"),
                indicator(AMOUNT_OVER_RANGE, "", first -> first.put("weight", "100.01"), "SCHEMA"),
                indicator(AMOUNT_OVER_RANGE, "1e2", first -> first.put("weight", "1e2"), "SCHEMA"),
                indicator(NEGATIVE, "", first -> first.put("weight", "-1"), "SCHEMA"),
                indicator(NEGATIVE, "zero", first -> first.put("weight", "0"), "SCHEMA"),
                data(WRONG_CURRENCY, "", data -> data.put("currency", "USD"), "SCHEMA"));
    }

    private static Stream<PoisonCase> references() {
        return Stream.of(
                data(UNKNOWN_DISTRICT, "", data -> data.put("departmentCode", "449999001"), "UNAUTHORISED_REGION"),
                event(
                        UNKNOWN_DEPARTMENT,
                        "",
                        json -> ((ObjectNode) json.get("data")).put("departmentCode", "440104999"),
                        ACCEPTED),
                event(UNKNOWN_LINE, "a project that nobody has reported", json -> {}, ACCEPTED),
                indicator(UNKNOWN_LINE, "the type", first -> first.put("typeCode", "99"), "UNKNOWN_REFERENCE"),
                indicator(UNKNOWN_LINE, "the category", first -> first.put("categoryCode", "9"), "UNKNOWN_REFERENCE"),
                data(OTHER_SENDERS_DISTRICT, "", PoisonTest::ofHaizhu, "UNAUTHORISED_REGION"),
                event(
                        OTHER_SENDERS_DISTRICT,
                        "the source",
                        json -> json.put("source", "urn:jixiao:sender:haizhu-finance"),
                        "UNAUTHORISED_REGION"),
                PoisonCase.of(
                                OTHER_SENDERS_DISTRICT,
                                "taking over a goal",
                                PoisonTest::takenOverByHaizhu,
                                new Expected.Rejected("STATE_CONFLICT"))
                        .after(List::of),
                data(ID_REUSED, "for another's district", PoisonTest::ofHaizhu, "ID_CONFLICT")
                        .after(List::of),
                data(
                                ID_REUSED,
                                "twice for another's district",
                                data -> ofHaizhu(data).put("statement", "改"),
                                "ID_CONFLICT")
                        .afterRefused(PoisonTest::ofHaizhu),
                PoisonCase.of(
                        OTHER_SENDERS_DISTRICT,
                        "taking a code before its own district does",
                        PoisonTest::takenOverByHaizhu,
                        new Expected.Rejected("SCHEMA")),
                PoisonCase.of(
                        OTHER_SENDERS_DISTRICT,
                        "the goal of a project that another district spends",
                        good -> takenOverByHaizhu(ReportedGoal.event(GoalJson.goal(HANDED_DOWN), 1)),
                        new Expected.Rejected("STATE_CONFLICT")),
                PoisonCase.of(
                        RETIRED_SENDER,
                        "",
                        good -> by("retired-finance", good),
                        new Expected.Rejected("UNAUTHORISED_REGION")));
    }

    private static Stream<PoisonCase> contents() {
        return Stream.of(
                data(
                        PoisonKind.CLOSED_PERIOD,
                        "",
                        data -> data.put("fiscalYear", SendingSystems.CLOSED_YEAR),
                        "CLOSED_YEAR"),
                data(YEAR_0001, "the fiscal year", data -> data.put("fiscalYear", 1), "SCHEMA"),
                data(YEAR_9999, "the fiscal year", data -> data.put("fiscalYear", 9999), "SCHEMA"),
                data(UNKNOWN_PROPERTY, "of the goal", data -> data.put("remark", "加急"), "SCHEMA"),
                indicator(UNKNOWN_PROPERTY, "of an indicator", first -> first.put("unit", "件"), "SCHEMA"),
                data(WRONG_TYPES, "indicators as object", data -> data.putObject("indicators"), "SCHEMA"),
                data(KEY_NOT_SUBJECT, "the project code", data -> data.put("projectCode", other()), "SCHEMA"),
                data(LARGE, "once it is published", PoisonTest::fill, "TOO_LARGE"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesWhatItMustAndTheNextEventIsApplied(PoisonCase poison) {
        proof.holds(poison);
    }

    @Test
    void theTableIsComplete() {
        EnumSet<PoisonKind> listed =
                cases().map(PoisonCase::kind).collect(Collectors.toCollection(() -> EnumSet.noneOf(PoisonKind.class)));

        assertThat(EnumSet.complementOf(listed)).isEmpty();
    }

    private static PoisonCase indicator(PoisonKind kind, String variant, Consumer<ObjectNode> change, String code) {
        return data(kind, variant, data -> change.accept((ObjectNode) data.at("/indicators/0")), code);
    }

    /** Fits into an event, and no longer into what the owner makes of it. */
    private static void fill(ObjectNode goal) {
        ArrayNode indicators = goal.putArray("indicators");
        for (int sequence = 1; sequence <= 60; sequence++) {
            indicators.add(GoalJson.indicator(sequence, "1", "11", "长".repeat(1000), "≥1件"));
        }
    }

    private static Shipment takenOverByHaizhu(ObjectNode good) {
        ObjectNode taken = good.deepCopy().put("aggregateversion", 2);
        ofHaizhu((ObjectNode) taken.get("data"));
        return by("haizhu-finance", taken);
    }

    private static ObjectNode ofHaizhu(ObjectNode data) {
        return data.put("departmentCode", "440105019");
    }

    private static Shipment by(String sender, ObjectNode event) {
        ObjectNode theirs = event.deepCopy();
        theirs.put("source", "urn:jixiao:sender:" + sender)
                .put("id", event.get("id").asText() + "-" + sender);
        return PoisonCase.sent(theirs).by(sender);
    }

    private static String other() {
        return "44010425T000000000099";
    }
}
