package org.jixiao.budget.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.budget.fixture.ReferenceData;
import org.jixiao.budget.fixture.Report;
import org.jixiao.budget.fixture.Rows;
import org.jixiao.platform.testing.PoisonCase;
import org.jixiao.platform.testing.PoisonFlood;
import org.jixiao.platform.testing.PoisonFlood.Spoiling;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A flood of bad records moves no total of the good ones among them. */
@ServiceTest
class PoisonFloodTest implements PoisonFlood.Owner {

    private static final String DEPARTMENT = "440104777";
    private static final String UNIT = DEPARTMENT + "001";
    private static final List<String> TEXTS = List.of("name", "funding", "regionCode", "departmentCode", "unitCode");
    private static final List<String> SOURCES = List.of("fiscalAppropriation", "specialAccount", "other");

    private final Map<String, String> model = new TreeMap<>();

    @BeforeEach
    void referenceData() {
        ReferenceData.registered();
        ReferenceData.department(DEPARTMENT, UNIT, "广州市越秀区财政局");
    }

    @Test
    void movesNoTotalLosesNoReceiptAndKeepsEveryByte() throws SQLException {
        PoisonFlood.over(this);

        assertThat(stored()).as(PoisonFlood.seed()).isEqualTo(model);
    }

    @Override
    public String domain() {
        return "budget";
    }

    @Override
    public List<String> senders() {
        return ReferenceData.SENDERS;
    }

    @Override
    public Stream<PoisonCase> cases() {
        return PoisonTest.cases();
    }

    @Override
    public List<Spoiling> spoilings() {
        return List.of(
                new Spoiling("SCHEMA", (data, random) -> data.put(any(TEXTS, random), random.nextLong())),
                new Spoiling(
                        "AMOUNT_FORMAT",
                        (data, random) -> ProjectJson.amounts(data).put(any(SOURCES, random), noAmount(random))));
    }

    @Override
    public ObjectNode anyGood() {
        return PoisonTest.anyGood();
    }

    @Override
    public String newCode() {
        return ProjectJson.newCode();
    }

    @Override
    public ObjectNode stated(String code, int revision, Random random) {
        Map<String, String> amounts = new HashMap<>();
        Report report = Report.of(code).version(revision).withData(data -> {
            data.put("departmentCode", DEPARTMENT).put("unitCode", UNIT);
            ObjectNode sources = ProjectJson.amounts(data);
            sources.fieldNames().forEachRemaining(source -> amounts.put(source, amount(random)));
            amounts.forEach(sources::put);
        });
        BigDecimal total = amounts.values().stream()
                .filter(each -> each != null)
                .map(BigDecimal::new)
                .reduce(BigDecimal::add)
                .orElse(null);
        model.put(code, revision + " " + total);
        return report.json();
    }

    private static String amount(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "0.00";
            default -> BigDecimal.valueOf(random.nextLong(100_000_000_000L), 2).toPlainString();
        };
    }

    private static String noAmount(Random random) {
        String amount = random.nextInt(1_000_000) + "." + (10 + random.nextInt(90));
        List<String> wrong = List.of(
                "-" + amount, amount + "0", "0" + amount, amount + " ", "¥" + amount, amount.replace('.', ','), "");
        return any(wrong, random);
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
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
