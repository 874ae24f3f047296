package org.jixiao.budget.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.Contracts;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.platform.digest.Digesting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A department's figures of a year are stated after they have changed, and only then. */
@ServiceTest
class ProjectDigestsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int years = 2070;

    private final int year = ++years;

    @Inject
    Digesting digesting;

    @Inject
    ProjectDigests digests;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
    }

    @Test
    void everyProjectCountsAsTheContractSays() throws Exception {
        String issued = created(ProjectJson.ruleOfLaw());
        String withdrawn = created(ProjectJson.ruleOfLaw(project -> project.put("state", "WITHDRAWN")));

        JsonNode stated = awaitStated(ReferenceData.JUSTICE, 2).getLast();

        assertThat(Contracts.schema("budget.digest.stated-1.0").check(stated)).isEmpty();
        JsonNode data = stated.get("data");
        assertThat(data.get("projectCount").asInt()).isEqualTo(1);
        assertThat(data.get("withdrawnCount").asInt()).isEqualTo(1);
        assertThat(data.get("versions").asText()).isEqualTo("2");
        assertThat(data.at("/amounts/total").asText()).isEqualTo("480000.00");
        assertThat(data.at("/amounts/other").isNull()).isTrue();
        assertThat(data.get("executed").asText()).isEqualTo("0.00");
        String rest = "|440104019001|OWN||480000.00|480000.00|||0.00|法治建设";
        assertThat(data.get("hash").asText())
                .isEqualTo(hash(issued + "|1|ISSUED" + rest)
                        .add(hash(withdrawn + "|1|WITHDRAWN" + rest))
                        .toString());
        assertThat(data.get("detailsHash").asText())
                .isEqualTo(hash(issued + "|1|true|480000.00|480000.00||||" + recordedAt(issued))
                        .add(hash(withdrawn + "|1|false||||||" + recordedAt(withdrawn)))
                        .toString());
    }

    @Test
    void whenTheAmountsWereChangedCountsAsItWasPublished() throws Exception {
        String code = created(ProjectJson.ruleOfLaw());
        ObjectNode adjusted = ProjectJson.ruleOfLaw();
        ProjectJson.amounts(adjusted).put("fiscalAppropriation", "470000.00");

        Caller.writer()
                .header("If-Match", "\"1\"")
                .body(of(adjusted))
                .put("/api/v1/projects/" + code)
                .then()
                .statusCode(200);

        JsonNode stated = awaitStated(ReferenceData.JUSTICE, 2).getLast();
        JsonNode event = outbox("budget.projects.v1", code).getLast();
        assertThat(stated.at("/data/detailsHash").asText())
                .isEqualTo(hash(code + "|2|true|480000.00|480000.00|||" + micros(event.at("/data/amountsChangedAt"))
                                + "|" + micros(event.get("time")))
                        .toString());
    }

    @Test
    void aDepartmentCountsInEachOfItsYearsAsItIsInThatYear() throws Exception {
        String department = "440104877";
        ReferenceData.department(department, department + "001", "广州市越秀区信访局");
        for (int each : List.of(year, year + 1)) {
            createdIn(
                    each,
                    ProjectJson.ruleOfLaw().put("departmentCode", department).put("unitCode", department + "001"));
            awaitStated(each, department, data -> data.get("departmentVersion").asInt() == 2);
        }

        Caller.ops()
                .header("If-Match", "\"2\"")
                .body("""
                        {"name": "信访局", "regionCode": "440104", "memberships": [
                          {"regionCode": "440104", "from": null, "to": "%1$d-06-30"},
                          {"regionCode": "440105", "from": "%1$d-07-01", "to": null}]}""".formatted(year))
                .put("/api/v1/departments/" + department)
                .then()
                .statusCode(200);

        JsonNode before = awaitStated(
                year, department, data -> data.get("departmentVersion").asInt() == 3);
        JsonNode after = awaitStated(
                year + 1, department, data -> data.get("departmentVersion").asInt() == 3);
        String is = department + "|3|信访局|440104|" + department + "001|广州市越秀区信访局|";
        String above = "|440000|广东省||440100|广州市|440000|";
        long time = micros(outbox("budget.departments.v1", department).getLast().get("time"));
        assertThat(before.get("departmentHash").asText())
                .isEqualTo(hash(is + "440104" + above + "440104|越秀区|440100|" + time)
                        .toString());
        assertThat(after.get("departmentHash").asText())
                .isEqualTo(hash(is + "440105" + above + "440105|海珠区|440100|" + time)
                        .toString());
        assertThat(before.get("hash").asText()).isNotEqualTo("0");
    }

    @Test
    void whatAnEarlierReleaseHasStatedIsStatedAnewWithWhatItLacks() throws Exception {
        created(ProjectJson.ruleOfLaw());
        JsonNode before = awaitStated(ReferenceData.JUSTICE, 1).getLast();
        Rows.change("with nothing_recorded_since as (update digest_mark set seen_until = now() + interval '1 day')"
                + " update digest set data = data - 'departmentHash' where part = '" + year + "/"
                + ReferenceData.JUSTICE
                + "'");

        List<JsonNode> all = Awaitility.await().atMost(PATIENCE).until(this::statedNow, stated -> stated.size() == 2);

        assertThat(all.getLast().get("data")).isEqualTo(before.get("data"));
        assertThat(all.getLast().get("aggregateversion").asInt()).isEqualTo(2);
    }

    @Test
    void whatHasNotChangedIsNotStatedAgain() throws Exception {
        created(ProjectJson.ruleOfLaw());
        List<JsonNode> before = awaitStated(ReferenceData.JUSTICE, 1);

        digesting.state(digests);

        assertThat(stated(ReferenceData.JUSTICE)).isEqualTo(before);
    }

    @Test
    void whatAReplicaRecordsWhoseClockIsBehindIsStatedAsWell() throws Exception {
        String code = created(ProjectJson.ruleOfLaw());
        awaitStated(ReferenceData.JUSTICE, 1);

        Rows.change("""
                with first as (
                  update project_history set recorded_at = '2020-01-01Z', written_at = '2020-01-01Z' where project_code = '%1$s'
                ), changed as (
                  update project set version = 2 where project_code = '%1$s'
                )
                insert into project_history
                select (jsonb_populate_record(history, '{"version": 2, "recorded_at": "2020-01-01T00:00:00Z"}')).*
                  from project_history as history
                 where project_code = '%1$s'
                """.formatted(code));

        assertThat(awaitStated(ReferenceData.JUSTICE, 2)).hasSize(2);
    }

    @Test
    void aProjectThatMovesIsStatedWhereItWasAndWhereItIs() throws Exception {
        String code = created(ProjectJson.ruleOfLaw());
        awaitStated(ReferenceData.JUSTICE, 1);

        Caller.writer()
                .header("If-Match", "\"1\"")
                .body(of(ProjectJson.ruleOfLaw()
                        .put("departmentCode", ReferenceData.CULTURE)
                        .put("unitCode", ReferenceData.CULTURE_UNIT)))
                .put("/api/v1/projects/" + code)
                .then()
                .statusCode(200);

        List<JsonNode> left = awaitStated(ReferenceData.JUSTICE, 0);
        assertThat(left.getLast().at("/data/projectCount").asInt()).isZero();
        assertThat(left.getLast().at("/data/amounts/total").isNull()).isTrue();
        assertThat(left.getLast().at("/data/hash").asText()).isEqualTo("0");
        assertThat(left.getLast().at("/data/detailsHash").asText()).isEqualTo("0");
        assertThat(left.getLast().get("aggregateversion").asInt()).isEqualTo(left.size());
        assertThat(stated(ReferenceData.CULTURE)
                        .getLast()
                        .at("/data/projectCount")
                        .asInt())
                .isEqualTo(1);
    }

    private ObjectNode of(ObjectNode project) {
        return project.put("fiscalYear", year);
    }

    private String created(ObjectNode project) {
        return createdIn(year, project);
    }

    private static String createdIn(int year, ObjectNode project) {
        String code = ProjectJson.newCode();
        Caller.writer()
                .header("If-None-Match", "*")
                .body(project.put("fiscalYear", year))
                .put("/api/v1/projects/" + code)
                .then()
                .statusCode(201);
        return code;
    }

    /** The service states digests by itself as well, and two never do it at once. */
    private List<JsonNode> awaitStated(String department, int versions) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            digesting.state(digests);
                            return stated(department);
                        },
                        all -> !all.isEmpty()
                                && all.getLast().at("/data/versions").asInt() == versions);
    }

    private JsonNode awaitStated(int year, String department, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            digesting.state(digests);
                            List<JsonNode> all = outbox("budget.digests.v1", year + "/" + department);
                            return all.isEmpty() ? null : all.getLast().get("data");
                        },
                        data -> data != null && condition.test(data));
    }

    private List<JsonNode> statedNow() throws Exception {
        digesting.state(digests);
        return stated(ReferenceData.JUSTICE);
    }

    private List<JsonNode> stated(String department) throws SQLException, IOException {
        return outbox("budget.digests.v1", year + "/" + department);
    }

    private static List<JsonNode> outbox(String topic, String key) throws SQLException, IOException {
        List<JsonNode> events = new ArrayList<>();
        try (Connection connection = Rows.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select payload from outbox where topic = ? and key = ? order by id")) {
            select.setString(1, topic);
            select.setBytes(2, key.getBytes(UTF_8));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(JSON.readTree(row.getBytes(1)));
                }
            }
        }
        return events;
    }

    private static long recordedAt(String code) throws SQLException, IOException {
        return micros(outbox("budget.projects.v1", code).getLast().get("time"));
    }

    /** As the database rounds it. */
    private static long micros(JsonNode time) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, OffsetDateTime.parse(time.asText()).toInstant().plusNanos(500));
    }

    private static BigInteger hash(String row) throws Exception {
        return BigInteger.valueOf(
                ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(row.getBytes(UTF_8)))
                        .getLong());
    }
}
