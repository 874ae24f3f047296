package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.LocalStack;
import org.jixiao.local.PackagedService;
import org.jixiao.local.Trespass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A metric that nobody exports any more makes an alert that is never raised: nothing else would tell. */
@DisplayName("Alerts and dashboard")
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Prometheus' own word for whether it could read a target. */
    private static final String UP = "up";

    private static final String STATED = """
            update owner_digest set data = data || jsonb_build_object('versions', ?::text), received_at = now()
             where owner = 'BUDGET' and department_code = ? and data ->> 'versions' = ?
            """;
    private static final String VERSIONS = "13";
    private static final String MORE_VERSIONS = "14";

    private final LocalStack stack = Stack.get();
    private final Clerk clerk = new Clerk();
    private final DepartmentTable table = DepartmentTable.inNewDepartment();

    /** Some metrics are there only when something is amiss. */
    @BeforeEach
    void anEventIsRejectedAndADepartmentIsBehind() {
        clerk.registers(table);
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);
        assertThat(Trespass.tryAll(stack)).allMatch(Trespass.Refusal::refused);
        await().atMost(PATIENCE).until(() -> states(VERSIONS, MORE_VERSIONS));
    }

    @AfterEach
    void theDepartmentIsUpToDate() throws SQLException {
        states(MORE_VERSIONS, VERSIONS);
    }

    @Test
    void ask_for_nothing_that_no_service_exports() throws IOException {
        Set<String> asked = expressions()
                .flatMap(expression -> Metrics.askedBy(expression).stream())
                .filter(metric -> !metric.equals(UP))
                .collect(Collectors.toCollection(TreeSet::new));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(asked).isNotEmpty().isSubsetOf(exported()));
    }

    private Set<String> exported() {
        return Stream.of(stack.budget(), stack.indicator(), stack.reporting())
                .map(PackagedService::url)
                .flatMap(service -> Metrics.exportedBy(service).stream())
                .collect(Collectors.toSet());
    }

    private Stream<String> expressions() throws IOException {
        JsonNode dashboard =
                JSON.readTree(manifest("dashboard.yaml").at("/data/jixiao.json").asText());
        return Stream.of(manifest("alerts.yaml"), dashboard).flatMap(each -> each.findValuesAsText("expr").stream());
    }

    private JsonNode manifest(String name) throws IOException {
        Path monitoring = stack.settings().checkout().resolve("deploy/kubernetes/components/monitoring");
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return JSON.valueToTree(yaml.<Object>load(Files.readString(monitoring.resolve(name))));
    }

    /** As if the owner of budgets counted so many versions in the department, instead of as many as it did. */
    private boolean states(String before, String after) throws SQLException {
        LocalPostgres postgres = stack.postgres();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("reporting"), postgres.user(), postgres.password());
                PreparedStatement update = connection.prepareStatement(STATED)) {
            update.setString(1, after);
            update.setString(2, table.departmentCode());
            update.setString(3, before);
            return update.executeUpdate() == 1;
        }
    }
}
