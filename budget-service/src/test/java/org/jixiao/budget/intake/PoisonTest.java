package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.platform.testing.PoisonCase.data;
import static org.jixiao.platform.testing.PoisonCase.event;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_AS_NUMBER;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_OVER_RANGE;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_WITH_3_DECIMALS;
import static org.jixiao.platform.testing.PoisonKind.AMOUNT_WITH_COMMA;
import static org.jixiao.platform.testing.PoisonKind.ID_REUSED;
import static org.jixiao.platform.testing.PoisonKind.INVALID_UTF_8;
import static org.jixiao.platform.testing.PoisonKind.KEY_NOT_SUBJECT;
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

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.testing.EnvelopePoison;
import org.jixiao.platform.testing.PoisonCase;
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
 * one is applied. The table is that of {@link EnvelopePoison} and the cases below, which are about projects.
 *
 * <p>A project is what its sender first reports, so there is no unknown project: the unknown line is the spending unit. Of
 * a district that does not exist nobody may speak. Fiscal years are 2000 to 2100.
 */
@ServiceTest
class PoisonTest {

    private static PoisonProof proof;

    @BeforeEach
    void referenceData() {
        if (proof == null) {
            ReferenceData.registered();
            proof = PoisonProof.of("budget", ReferenceData.SENDERS, Topics.PROJECTS);
            proof.send(cases(), PoisonTest::anyGood);
        }
    }

    @AfterAll
    static void everyAnswerWasGivenOnceAndFollowedItsContract() {
        proof.seen().forEach(Contracts::assertValid);
        proof.close();
        proof = null;
    }

    static Stream<PoisonCase> cases() {
        return Stream.of(EnvelopePoison.cases(), amounts(), references(), contents())
                .flatMap(cases -> cases);
    }

    /** Any good event. */
    static ObjectNode anyGood() {
        return Report.of(ProjectJson.newCode()).json();
    }

    private static Stream<PoisonCase> amounts() {
        return Stream.of(
                data(AMOUNT_AS_NUMBER, "", data -> amounts(data).put("other", 1.25), "SCHEMA"),
                data(AMOUNT_AS_NUMBER, "executed", data -> data.put("executed", 1), "SCHEMA"),
                data(AMOUNT_WITH_COMMA, "", data -> amounts(data).put("other", "1,000.00"), "AMOUNT_FORMAT"),
                data(AMOUNT_WITH_3_DECIMALS, "", data -> amounts(data).put("other", "1.000"), "AMOUNT_FORMAT"),
                data(AMOUNT_WITH_3_DECIMALS, "executed", data -> data.put("executed", "0.005"), "AMOUNT_FORMAT"),
                data(
                        AMOUNT_OVER_RANGE,
                        "",
                        data -> amounts(data).put("other", "10000000000000000.00"),
                        "AMOUNT_FORMAT"),
                data(
                        AMOUNT_OVER_RANGE,
                        "the sum",
                        data -> amounts(data).put("other", "9999999999999999.99"),
                        "AMOUNT_RANGE"),
                data(AMOUNT_OVER_RANGE, "1e400", data -> amounts(data).put("other", "1e400"), "AMOUNT_FORMAT"),
                data(WRONG_CURRENCY, "", data -> data.put("currency", "USD"), "SCHEMA"),
                data(NEGATIVE, "", data -> amounts(data).put("other", "-1.00"), "AMOUNT_FORMAT"),
                data(NEGATIVE, "zero", data -> amounts(data).put("other", "-0.00"), "AMOUNT_FORMAT"));
    }

    private static Stream<PoisonCase> references() {
        return Stream.of(
                data(
                        UNKNOWN_DISTRICT,
                        "",
                        data -> data.put("regionCode", "449999")
                                .put("departmentCode", "449999001")
                                .put("unitCode", "449999001001"),
                        "UNAUTHORISED_REGION"),
                data(
                        UNKNOWN_DEPARTMENT,
                        "",
                        data -> data.put("departmentCode", "440104999").put("unitCode", "440104999001"),
                        "UNKNOWN_REFERENCE"),
                data(UNKNOWN_LINE, "", data -> data.put("unitCode", "440104019999"), "UNKNOWN_REFERENCE"),
                data(OTHER_SENDERS_DISTRICT, "", PoisonTest::ofHaizhu, "UNAUTHORISED_REGION"),
                event(
                        OTHER_SENDERS_DISTRICT,
                        "the source",
                        json -> json.put("source", "urn:jixiao:sender:haizhu-finance"),
                        "UNAUTHORISED_REGION"),
                PoisonCase.of(
                                OTHER_SENDERS_DISTRICT,
                                "taking over a project",
                                PoisonTest::takenOverByHaizhu,
                                new PoisonCase.Expected.Rejected("STATE_CONFLICT"))
                        .after(List::of),
                data(ID_REUSED, "for another's district", PoisonTest::ofHaizhu, "ID_CONFLICT")
                        .after(List::of),
                data(
                                ID_REUSED,
                                "twice for another's district",
                                data -> ofHaizhu(data).put("name", "改"),
                                "ID_CONFLICT")
                        .afterRefused(PoisonTest::ofHaizhu),
                PoisonCase.of(
                        OTHER_SENDERS_DISTRICT,
                        "taking a code before its own district does",
                        PoisonTest::takenOverByHaizhu,
                        new PoisonCase.Expected.Rejected("SCHEMA")),
                PoisonCase.of(
                        RETIRED_SENDER,
                        "",
                        PoisonTest::byTheRetired,
                        new PoisonCase.Expected.Rejected("UNAUTHORISED_REGION")));
    }

    private static Stream<PoisonCase> contents() {
        return Stream.of(
                data(
                        PoisonKind.CLOSED_PERIOD,
                        "",
                        data -> data.put("fiscalYear", ReferenceData.CLOSED_YEAR),
                        "CLOSED_YEAR"),
                data(YEAR_0001, "the fiscal year", data -> data.put("fiscalYear", 1), "SCHEMA"),
                data(YEAR_9999, "the fiscal year", data -> data.put("fiscalYear", 9999), "SCHEMA"),
                data(UNKNOWN_PROPERTY, "of the project", data -> data.put("remark", "加急"), "SCHEMA"),
                data(UNKNOWN_PROPERTY, "a total", data -> amounts(data).put("total", "480000.00"), "SCHEMA"),
                data(WRONG_TYPES, "amounts as list", data -> data.putArray("amounts"), "SCHEMA"),
                data(INVALID_UTF_8, "NUL in the name", data -> data.put("name", "法\u0000治"), "MALFORMED"),
                data(
                        KEY_NOT_SUBJECT,
                        "the project code",
                        data -> data.put("projectCode", "44010425T000000000099"),
                        "SCHEMA"),
                data(
                        UNKNOWN_DISTRICT,
                        "a region that is not the department's",
                        data -> data.put("regionCode", "440105"),
                        "SCHEMA"),
                data(
                        UNKNOWN_LINE,
                        "a unit of another department",
                        data -> data.put("unitCode", ReferenceData.CULTURE_UNIT),
                        "SCHEMA"));
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

    private static Shipment byTheRetired(ObjectNode good) {
        return by("retired-finance", good);
    }

    private static Shipment takenOverByHaizhu(ObjectNode good) {
        ObjectNode taken = good.deepCopy();
        taken.put("aggregateversion", 2).set("data", ofHaizhu((ObjectNode) taken.get("data")));
        return by("haizhu-finance", taken);
    }

    private static Shipment by(String sender, ObjectNode event) {
        ObjectNode theirs = event.deepCopy();
        theirs.put("source", "urn:jixiao:sender:" + sender)
                .put("id", event.get("id").asText() + "-" + sender);
        return PoisonCase.sent(theirs).by(sender);
    }

    private static ObjectNode amounts(ObjectNode data) {
        return ProjectJson.amounts(data);
    }

    private static ObjectNode ofHaizhu(ObjectNode data) {
        return data.put("regionCode", "440105")
                .put("departmentCode", ReferenceData.HAIZHU_JUSTICE)
                .put("unitCode", ReferenceData.HAIZHU_JUSTICE_UNIT);
    }
}
