package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Flood;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random bad records among ten times as many good ones, through the real topics and the real intake.
 * {@code -Djixiao.poison=10000} makes it ten thousand among a hundred thousand; {@code -Djixiao.seed} repeats a run.
 */
@ServiceTest
class PoisonFloodTest {

    private static final int POISON = Integer.getInteger("jixiao.poison", 1_000);
    private static final long SEED = Long.getLong("jixiao.seed", 20250220);
    private static final int GOOD_FOR_EACH = 10;
    private static final int REVISIONS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60 + POISON / 50);
    private static final String DEPARTMENT = "440104777";
    private static final String UNIT = DEPARTMENT + "001";

    private final Random random = new Random(SEED);
    private final RandomPoison poison = new RandomPoison(random);
    private final Map<String, String> model = new TreeMap<>();

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        ReferenceData.department(DEPARTMENT, UNIT, "广州市越秀区财政局");
    }

    @Test
    void movesNoTotalLosesNoReceiptAndKeepsEveryByte() throws SQLException {
        try (Flood flood = Flood.open("budget", ReferenceData.SENDERS)) {
            long begun = System.nanoTime();
            for (Report good : goodOnes()) {
                flood.send(good);
                if (random.nextInt(GOOD_FOR_EACH) == 0) {
                    RandomPoison.Dose dose = poison.of(PoisonTest.anyGood());
                    flood.send(dose.shipment(), "REJECTED " + dose.code());
                }
            }
            flood.awaitReceipts(PATIENCE);
            System.out.printf(
                    "poison=%d seed=%d: %d records answered in %d s%n",
                    POISON,
                    SEED,
                    flood.sent(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());

            flood.assertOneReceiptEach();
            flood.assertDeadLettersAreWhatWasSent(PATIENCE);
            assertThat(stored()).as("seed %d", SEED).isEqualTo(model);
        }
    }

    /** Every project in all its revisions, the projects in any order. */
    private List<Report> goodOnes() {
        List<String> codes = Stream.generate(ProjectJson::newCode)
                .limit(POISON * GOOD_FOR_EACH / REVISIONS)
                .toList();
        List<Report> good = new ArrayList<>();
        for (int revision = 1; revision <= REVISIONS; revision++) {
            List<String> shuffled = new ArrayList<>(codes);
            Collections.shuffle(shuffled, random);
            for (String code : shuffled) {
                good.add(stated(code, revision));
            }
        }
        return good;
    }

    private Report stated(String code, int revision) {
        Map<String, String> amounts = new HashMap<>();
        Report report = fresh(code).version(revision).withData(data -> {
            ObjectNode sources = ProjectJson.amounts(data);
            sources.fieldNames().forEachRemaining(source -> amounts.put(source, amount()));
            amounts.forEach(sources::put);
        });
        BigDecimal total = amounts.values().stream()
                .filter(each -> each != null)
                .map(BigDecimal::new)
                .reduce(BigDecimal::add)
                .orElse(null);
        model.put(code, revision + " " + total);
        return report;
    }

    private static Report fresh(String code) {
        return Report.of(code)
                .withData(data -> data.put("departmentCode", DEPARTMENT).put("unitCode", UNIT));
    }

    private String amount() {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "0.00";
            default -> BigDecimal.valueOf(random.nextLong(100_000_000_000L), 2).toPlainString();
        };
    }

    /** By project code, its version and total as the service has stored them. */
    private static Map<String, String> stored() throws SQLException {
        Map<String, String> stored = new TreeMap<>();
        try (Connection connection = Rows.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select project_code, version || ' ' || coalesce(total::text, 'null') from project where department_code = ?")) {
            select.setString(1, DEPARTMENT);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stored.put(row.getString(1), row.getString(2));
                }
            }
        }
        return stored;
    }
}
