package org.jixiao.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.LocalStack;
import org.jixiao.local.TableCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The database of an owner is restored as an operator does it, and what people wrote after the backup is lost. */
@DisplayName("An owner that was restored under a higher epoch")
class RestoreIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final BigDecimal LOST = new BigDecimal("500000.00");

    private final LocalStack stack = Stack.get();
    private final Clerk clerk = new Clerk();
    private final DepartmentTable table = DepartmentTable.inNewDepartment();
    private final String code = table.projectCode(1);
    private final URI project = stack.budgetUrl().resolve("/api/v1/projects/" + code);

    @Test
    void brings_readers_back_to_what_it_has_and_refuses_those_who_saw_what_is_lost() throws SQLException {
        clerk.registers(table);
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);
        backUp();
        clerk.adds(LOST, code);
        await().atMost(PATIENCE)
                .until(() -> !TableCheck.differences(table.expected(), table.printed(), clerk.reads(table))
                        .isEmpty());
        String lostTag = asWriter().get(project).header("ETag");
        String body = asWriter().get(project).asString();

        restoreUnder(2);

        clerk.seesTheTable(table);
        await().atMost(PATIENCE)
                .until(() ->
                        number("reporting", "select count(*) from owner_digest where owner = 'BUDGET' and epoch < 2")
                                == 0);
        assertThat(asWriter().get(project).header("ETag")).isEqualTo("\"2-1\"");
        clerk.adds(BigDecimal.ONE, code);
        asWriter().header("If-None-Match", "\"2-2\"").get(project).then().statusCode(304);
        assertThat(lostTag).isEqualTo("\"2\"");
        asWriter()
                .header("If-Match", lostTag)
                .contentType("application/json")
                .body(body)
                .put(project)
                .then()
                .statusCode(412);
    }

    private void backUp() throws SQLException {
        stack.budget().close();
        execute("create database budget_backup template budget");
        stack.budget().restart();
        stack.budget().awaitReady(PATIENCE);
    }

    private void restoreUnder(int epoch) throws SQLException {
        stack.budget().close();
        execute("drop database budget");
        execute("alter database budget_backup rename to budget");
        stack.budget().restart(Map.of("JIXIAO_SOURCE_EPOCH", Integer.toString(epoch)));
        stack.budget().awaitReady(PATIENCE);
    }

    private RequestSpecification asWriter() {
        return given().auth()
                .oauth2(stack.tokens().token("writer", Set.of("budget.write"), Set.of("440104"), Set.of()));
    }

    private Connection connect(String database) throws SQLException {
        LocalPostgres postgres = stack.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
