package org.jixiao.budget.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.platform.testing.AtOnce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class ConcurrentWritesTest {

    @Inject
    ProjectLedger ledger;

    private String code;
    private String path;

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        code = ProjectJson.newCode();
        path = "/api/v1/projects/" + code;
    }

    @Test
    void ofManyChangesToOneVersionExactlyOneWins() throws Exception {
        String body = ProjectJson.ruleOfLaw().toString();
        Caller.writer().header("If-None-Match", "*").body(body).put(path).then().statusCode(201);
        Rows before = Rows.now();

        List<Integer> statuses = AtOnce.call(() ->
                Caller.writer().header("If-Match", "\"1\"").body(body).put(path).statusCode());

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(AtOnce.CALLERS - 1);
        assertThat(Rows.now().versions()).isEqualTo(before.versions() + 1);
    }

    @Test
    void ofManyCreationsExactlyOneWins() throws Exception {
        String body = ProjectJson.ruleOfLaw().toString();
        Rows before = Rows.now();

        List<Integer> statuses = AtOnce.call(() -> Caller.writer()
                .header("If-None-Match", "*")
                .body(body)
                .put(path)
                .statusCode());

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(AtOnce.CALLERS - 1);
        assertThat(Rows.now().versions()).isEqualTo(before.versions() + 1);
    }

    @Test
    void whatWasCreatedMeanwhileIsNotOverwritten() throws SQLException {
        try (Connection slow = transaction();
                Connection fast = transaction()) {
            ledger.lock(slow, Set.of(code));
            ledger.lock(fast, Set.of(code));
            ledger.save(fast, List.of(version(1)));
            fast.commit();

            assertThatExceptionOfType(CreatedMeanwhile.class)
                    .isThrownBy(() -> ledger.save(slow, List.of(version(1), version(2))));
        }
    }

    private LedgerEntry version(long version) {
        ProjectContent content = ProjectContent.read(code, ProjectJson.ruleOfLaw());
        return new LedgerEntry(
                new Project(content, version, new FirstIssue(1, content.amounts()), null),
                Instant.EPOCH,
                "test",
                "test");
    }

    private static Connection transaction() throws SQLException {
        Connection connection = Rows.connection();
        connection.setAutoCommit(false);
        return connection;
    }
}
