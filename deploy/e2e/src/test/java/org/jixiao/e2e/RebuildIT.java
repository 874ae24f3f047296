package org.jixiao.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The replica that fills a new generation is killed when half of it is there and it has the next portion in hand. */
@DisplayName("A rebuild")
class RebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The second half of the portions seems to be in the hands of another replica. */
    private static final String HOLD = """
            create function hold() returns trigger language plpgsql as $$ begin
              if new.part >= 6 then new.claimed_by := gen_random_uuid(); new.claimed_until := 'infinity'; end if;
              return new;
            end $$;
            create trigger hold before insert on generation_portion for each row execute function hold()
            """;

    private static final int HALF = 6;
    private static final String RELEASE = "drop function hold cascade";
    private static final String FILLED = "select count(*) from generation_portion where filled_at is not null";
    private static final String IN_HAND =
            "select count(*) from generation_portion where filled_at is null and isfinite(claimed_until)";

    private final LocalStack stack = Stack.get();
    private final Clerk clerk = new Clerk();
    private final DepartmentTable table = DepartmentTable.inNewDepartment();

    @BeforeEach
    void thereIsATable() throws SQLException {
        clerk.registers(table);
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);
        execute(HOLD);
    }

    @AfterEach
    void portionsAreForEverybody() throws SQLException {
        execute(RELEASE);
    }

    @Test
    void is_finished_by_another_when_its_replica_is_killed_and_is_not_read_before() throws SQLException {
        int number = await().atMost(PATIENCE)
                .until(() -> ops().post("/api/v1/projections"), answer -> answer.statusCode() == 201)
                .path("generation");
        await().atMost(PATIENCE).until(() -> count(FILLED) == HALF);
        await().atMost(PATIENCE).until(this::metrics, told -> told.contains("\njixiao_projections_filling 1.0\n"));
        try (Connection lines = connect();
                Statement lock = lines.createStatement()) {
            lines.setAutoCommit(false);
            lock.execute("lock table read_" + number + ".project_line in share row exclusive mode");
            execute("update generation_portion set claimed_until = now() where filled_at is null");
            await().atMost(PATIENCE).until(() -> count(IN_HAND) > 0);
            JsonPath halfDone = ops().get("/api/v1/projections/" + number).jsonPath();
            assertThat(halfDone.getLong("recordsDone")).isBetween(1L, halfDone.getLong("recordsTotal") - 1);
            assertThat(Instant.parse(halfDone.getString("expectedAt")))
                    .isAfter(Instant.parse(halfDone.getString("startedAt")));

            stack.reporting().kill();

            Stack.restartReporting();
            assertThat(activate(number, "{\"force\": true, \"reason\": \"试验\"}").statusCode())
                    .isEqualTo(409);
            clerk.seesTheTable(table);
        }
        JsonPath compared = await().atMost(PATIENCE)
                .until(
                        () -> ops().get("/api/v1/projections/" + number).jsonPath(),
                        each -> each.get("comparison") != null);
        assertThat(compared.getInt("comparison.differing")).isZero();
        assertThat(compared.getString("expectedAt")).isNull();
        assertThat(activate(number, "{}").statusCode()).isEqualTo(200);
        clerk.seesTheTable(table);
    }

    private String metrics() {
        return given().get(stack.reportingUrl().resolve("/q/metrics")).asString();
    }

    private Response activate(int number, String body) {
        return ops().body(body).post("/api/v1/projections/" + number + "/activation");
    }

    private RequestSpecification ops() {
        return given().baseUri(stack.reporting().url().toString())
                .auth()
                .oauth2(stack.tokens().token("ops", Set.of("ops"), Set.of("440000"), Set.of()))
                .contentType(ContentType.JSON);
    }

    private Connection connect() throws SQLException {
        LocalPostgres postgres = stack.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("reporting"), postgres.user(), postgres.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
