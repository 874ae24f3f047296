package org.jixiao.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.LocalStack;
import org.jixiao.local.PackagedService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged reporting-service and the same with a column more in its read model, on one database. */
@DisplayName("A version of reporting-service with other tables")
class UpgradeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final BigDecimal MORE = new BigDecimal("10000.00");
    /** The platform's are numbered below those of the service. */
    private static final String MIGRATE = """
            insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,
                                               execution_time, success)
            select max(installed_rank) + place, number, 'of the next version', 'SQL', 'V' || number, 1, user, 0, true
              from flyway_schema_history cross join (values (1, '9.99'), (2, '999')) as next(place, number)
             group by place, number
            """;

    private static final String UNDO = "delete from flyway_schema_history where description = 'of the next version'";

    @TempDir
    static Path nextVersion;

    private final LocalStack stack = Stack.get();
    private final PackagedService version = stack.reporting();
    private final Clerk clerk = new Clerk();
    private final DepartmentTable table = DepartmentTable.inNewDepartment();
    private PackagedService next;

    @BeforeAll
    static void packaged() throws IOException {
        Path application = Path.of("..", "..", "reporting-service", "target", "quarkus-app");
        try (Stream<Path> files = Files.walk(application)) {
            for (Path each : files.toList()) {
                Path copy = nextVersion.resolve(application.relativize(each).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(each, copy);
                }
            }
        }
        try (Stream<Path> jars = Files.list(nextVersion.resolve("app"));
                FileSystem jar = FileSystems.newFileSystem(jars.findFirst().orElseThrow())) {
            Files.writeString(
                    jar.getPath("read-model.sql"),
                    "alter table project_line add column of_the_next_version text;",
                    StandardOpenOption.APPEND);
        }
    }

    @BeforeEach
    void thereIsATable() {
        clerk.registers(table);
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);
    }

    @AfterEach
    void oneVersionAndOneGenerationStay() throws SQLException {
        if (next != null) {
            next.close();
        }
        execute(UNDO);
        if (!version.isReady()) {
            Stack.restartReporting();
        }
        for (Map<String, Object> each : generations()) {
            if (each.get("live").equals(false) || each.get("ofThisVersion").equals(false)) {
                ops(version)
                        .queryParam("reason", "试验结束")
                        .delete("/api/v1/projections/" + each.get("generation"))
                        .then()
                        .statusCode(204);
            }
        }
    }

    @Test
    void is_upgraded_to_while_the_one_before_goes_on_for_its_own_readers() {
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        try (ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor()) {
            var reading = reader.scheduleWithFixedDelay(
                    () -> answers.add(given().get(rollup(version)).statusCode()), 0, 20, TimeUnit.MILLISECONDS);

            next = version.beside(nextVersion);
            next.awaitReady(PATIENCE);
            rebuildsIn(version);

            reading.cancel(false);
        }
        assertThat(answers).containsExactly(200);
        assertThat(version.isReady()).isTrue();
        assertThat(next.isReady()).isTrue();
        assertThat(total(next)).isEqualByComparingTo(total(version));
    }

    @Test
    void is_gone_back_from_and_upgraded_to_again_with_what_came_meanwhile() throws SQLException {
        BigDecimal total = total(version);
        next = version.beside(nextVersion);
        next.awaitReady(PATIENCE);
        version.close();
        clerk.adds(MORE, table.projectCode(1));
        await().atMost(PATIENCE).until(() -> total(next).compareTo(total.add(MORE)) == 0);
        next.close();
        execute(MIGRATE);

        Stack.restartReporting();

        assertThat(total(version)).isEqualByComparingTo(total.add(MORE));
        version.close();
        next.restart();
        next.awaitReady(PATIENCE);
        assertThat(total(next)).isEqualByComparingTo(total.add(MORE));
    }

    private void rebuildsIn(PackagedService service) {
        int number = ops(service)
                .post("/api/v1/projections")
                .then()
                .statusCode(201)
                .extract()
                .path("generation");
        String generation = "/api/v1/projections/" + number;
        await().atMost(PATIENCE)
                .until(() -> ops(service).get(generation).jsonPath().get("comparison") != null);
        ops(service).post(generation + "/activation").then().statusCode(200);
    }

    private void execute(String sql) throws SQLException {
        LocalPostgres postgres = stack.postgres();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("reporting"), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Map<String, Object>> generations() {
        JsonPath all = ops(version).get("/api/v1/projections").jsonPath();
        return all.getList("projections");
    }

    private BigDecimal total(PackagedService service) {
        return new BigDecimal(given().get(rollup(service)).jsonPath().getString("amounts.total"));
    }

    private String rollup(PackagedService service) {
        return service.url()
                .resolve("/api/v1/rollups?year=2025&department=" + table.departmentCode())
                .toString();
    }

    private RequestSpecification ops(PackagedService service) {
        return given().baseUri(service.url().toString())
                .auth()
                .oauth2(stack.tokens().token("ops", Set.of("ops"), Set.of("440000"), Set.of()))
                .contentType(ContentType.JSON);
    }
}
