package org.jixiao.budget.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.budget.fixture.Topics;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hands batches to the intake as the consumer loop does. */
@ServiceTest
class BatchTest {

    @Inject
    Subscription intake;

    private final List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
    }

    @Test
    void versionsOfOneProjectInOneBatchGiveOneRowAndAHistoryAndAMessageEach() throws SQLException {
        Report report = Report.of(ProjectJson.newCode());
        add(report);
        add(report.with(json -> json.put("id", report.id() + "-2")).version(2).appropriation("2.00"));
        add(report.with(json -> json.put("id", report.id() + "-3")).version(3).appropriation("3.00"));
        try (Connection connection = transaction()) {
            intake.apply(connection, batch);

            assertThat(row(connection, "select version || ' ' || total from project where project_code = '%s'", report))
                    .isEqualTo("3 3.00");
            assertThat(row(
                            connection,
                            "select string_agg(version || ' ' || total, ', ' order by version) from project_history where project_code = '%s'",
                            report))
                    .isEqualTo("1 480000.00, 2 2.00, 3 3.00");
            assertThat(row(
                            connection,
                            "select string_agg(version::text, ', ' order by id) from outbox where topic = 'budget.projects.v1' and key = '%s'",
                            report))
                    .isEqualTo("1, 2, 3");
            connection.rollback();
        }
    }

    @Test
    void aBatchOfFiveHundredRunsAsManyStatementsAsABatchOfFive() throws SQLException, IOException {
        List<String> few = statementsFor(5);

        List<String> many = statementsFor(500);

        assertThat(many).as(() -> String.join("\n", many)).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(14);
    }

    /** What the server itself logs for a batch of new projects, and for their second revisions in the same way. */
    private List<String> statementsFor(int events) throws SQLException, IOException {
        List<Report> reports = Stream.generate(ProjectJson::newCode)
                .limit(events)
                .map(Report::of)
                .toList();
        try (Connection connection = transaction()) {
            batch.clear();
            reports.forEach(this::add);
            List<String> ofNew = logged(connection);
            batch.clear();
            reports.forEach(report ->
                    add(report.with(json -> json.put("id", report.id() + "-2")).version(2)));
            List<String> ofKnown = logged(connection);
            assertThat(ofKnown).hasSameSizeAs(ofNew);
            connection.rollback();
            return ofNew;
        }
    }

    private List<String> logged(Connection connection) throws SQLException, IOException {
        String process = "[" + row(connection, "select pg_backend_pid()") + "]";
        long before = Files.size(StackResource.postgres().log());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set log_statement = 'all'");
            intake.apply(connection, batch);
            statement.execute("set log_statement = 'none'");
        }
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> lines(before, process), lines -> lines.stream().anyMatch(line -> line.contains("'none'")))
                .stream()
                .filter(line -> !line.contains("log_statement"))
                .toList();
    }

    private static List<String> lines(long from, String process) throws IOException {
        byte[] log = Files.readAllBytes(StackResource.postgres().log());
        return new String(log, (int) from, log.length - (int) from, UTF_8)
                .lines()
                .filter(line -> line.contains(process) && line.contains("execute "))
                .toList();
    }

    private void add(Report report) {
        byte[] key = report.projectCode().getBytes(UTF_8);
        batch.add(new ConsumerRecord<>(Topics.IN, 0, batch.size(), key, report.bytes()));
    }

    private static Connection transaction() throws SQLException {
        Connection connection = Rows.connection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static String row(Connection connection, String sql, Report report) throws SQLException {
        return row(connection, sql.formatted(report.projectCode()));
    }

    private static String row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
