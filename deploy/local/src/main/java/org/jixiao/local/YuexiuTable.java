package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The table that 广州市越秀区司法局 published for 2025 (13 projects, 42 indicators, 799.06 万元): as the 26 events by which
 * {@value #SENDER} reports it, and as the answer reporting-service must give. Amounts are 万元 in the source, 元 in events.
 */
public final class YuexiuTable {
    /** The sending system that speaks for 越秀区. */
    public static final String SENDER = "yuexiu-finance";

    /** The fiscal year of the table; it is not printed on it. */
    public static final int YEAR = 2025;

    private static final Instant REPORTED_AT = Instant.parse("2025-02-20T01:15:00Z");
    private static final String REPORTED_AT_IN_GUANGZHOU = "2025-02-20T09:15:00+08:00";
    private static final int YUAN_PER_WAN_YUAN_DIGITS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode source;
    private final String printed;

    private YuexiuTable(JsonNode source, String printed) {
        this.source = source;
        this.printed = printed;
    }

    /** Reads the copy that this module carries. */
    public static YuexiuTable read() {
        try {
            var source = JSON.readTree(resource("yuexiu/yuexiu-sifaju-2025.json"));
            return new YuexiuTable(source, new String(resource("yuexiu/yuexiu-sifaju-2025.txt"), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source itself: amounts in 万元, blank cells null. */
    public JsonNode source() {
        return source;
    }

    /** The text as extracted from the published PDF; its line breaks mean nothing. */
    public String printed() {
        return printed;
    }

    public String regionCode() {
        return source.at("/codes/region").asText();
    }

    public String departmentCode() {
        return source.at("/codes/department").asText();
    }

    public String unitCode() {
        return source.at("/codes/unit").asText();
    }

    public String departmentName() {
        return source.at("/source/department").asText();
    }

    /** One project and one goal event per project, projects first; the same bytes at every call. */
    public List<OutgoingEvent> events() {
        var events = new ArrayList<OutgoingEvent>();
        source.get("projects").forEach(row -> events.add(event(row, "budget", "project", () -> projectData(row))));
        source.get("projects").forEach(row -> events.add(event(row, "indicator", "goal", () -> goalData(row))));
        return List.copyOf(events);
    }

    private static OutgoingEvent event(JsonNode row, String owner, String subject, Supplier<ObjectNode> data) {
        var code = row.get("project_code").asText();
        var type = "org.jixiao." + owner + "." + subject + ".reported.v1";
        var id = idOf(type + " " + code);
        var envelope = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "urn:jixiao:sender:" + SENDER)
                .put("type", type)
                .put("subject", "project/" + code)
                .put("time", REPORTED_AT_IN_GUANGZHOU)
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:jixiao:schema:" + owner + "." + subject + ".reported:1.0")
                .put("aggregateversion", 1)
                .put("sourceepoch", 1)
                .put("partitionkey", code);
        envelope.set("data", data.get());
        return new OutgoingEvent(owner + ".in." + SENDER + ".v1", code, id, type, bytes(envelope));
    }

    private ObjectNode projectData(JsonNode row) {
        var data = JSON.createObjectNode()
                .put("projectCode", row.get("project_code").asText())
                .put("fiscalYear", YEAR)
                .put("name", row.get("name").asText());
        data.set("documentNumber", row.get("doc_no"));
        data.put("funding", funding(row))
                .put("regionCode", regionCode())
                .put("departmentCode", departmentCode())
                .put("unitCode", unitCode())
                .put("currency", "CNY");
        var amounts = row.get("amounts");
        data.putObject("amounts")
                .put("fiscalAppropriation", yuan(amounts.get("fiscal_appropriation")))
                .put("specialAccount", yuan(amounts.get("fiscal_special_account")))
                .put("other", yuan(amounts.get("other")));
        return data.putNull("executed").put("state", "ISSUED");
    }

    private ObjectNode goalData(JsonNode row) {
        var data = JSON.createObjectNode()
                .put("projectCode", row.get("project_code").asText())
                .put("fiscalYear", YEAR)
                .put("departmentCode", departmentCode())
                .put("statement", row.get("performance_goal").asText());
        var indicators = data.putArray("indicators");
        for (var indicator : row.get("indicators")) {
            indicators
                    .addObject()
                    .put("sequence", indicator.get("seq").asInt())
                    .put("categoryCode", indicator.get("l1_code").asText())
                    .put("typeCode", indicator.get("l2_code").asText())
                    .put("name", indicator.get("name").asText())
                    .put("periodTarget", indicator.get("period_target").asText())
                    .put("annualTarget", indicator.get("annual_target").asText())
                    .putNull("weight");
        }
        return data.put("state", "ISSUED");
    }

    /**
     * What reporting-service must serve for this department and year, as far as the source says: members that are missing
     * here are not determined by it. Amounts in 万元.
     */
    public JsonNode expectedTable() {
        var grand = source.at("/totals/grand_total");
        var table = JSON.createObjectNode()
                .put("title", source.at("/source/title").asText())
                .put("fiscalYear", YEAR)
                .put("moneyUnit", source.at("/source/unit_of_account").asText())
                .put("complete", true);
        table.putObject("department").put("code", departmentCode()).put("name", departmentName());
        table.set("amounts", printedAmounts(grand));
        var unit = table.putArray("units").addObject();
        unit.putObject("unit")
                .put("code", unitCode())
                .put("name", source.at("/totals/units/0/unit").asText());
        unit.set("amounts", printedAmounts(source.at("/totals/units/0")));
        var projects = unit.putArray("projects");
        source.get("projects").forEach(row -> projects.add(expectedProject(row)));
        return table;
    }

    /** What the projects sum to by funding, in 元: {@code OWN}, and {@code TRANSFER} for those with a document number. */
    public JsonNode expectedFunding() {
        var funding = JSON.createObjectNode();
        for (var name : List.of("OWN", "TRANSFER")) {
            var sum = source.get("projects")
                    .valueStream()
                    .filter(row -> funding(row).equals(name))
                    .map(row -> new BigDecimal(yuan(row.at("/amounts/total"))))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            funding.put(name, sum.toPlainString());
        }
        return funding;
    }

    private static String funding(JsonNode row) {
        return row.get("doc_no").isNull() ? "OWN" : "TRANSFER";
    }

    private static ObjectNode expectedProject(JsonNode row) {
        var project = JSON.createObjectNode()
                .put("projectCode", row.get("project_code").asText())
                .put("name", row.get("name").asText());
        project.set("amounts", printedAmounts(row.get("amounts")));
        project.put("goal", row.get("performance_goal").asText()).put("indicatorsText", printedCell(row));
        var indicators = project.putArray("indicators");
        for (var indicator : row.get("indicators")) {
            var expected = indicators
                    .addObject()
                    .put("sequence", indicator.get("seq").asInt())
                    .put("name", indicator.get("name").asText());
            expected.putObject("periodTarget")
                    .put("raw", indicator.get("period_target").asText());
            expected.putObject("annualTarget")
                    .put("raw", indicator.get("annual_target").asText());
            expected.putObject("category")
                    .put("code", indicator.get("l1_code").asText())
                    .put("name", indicator.get("l1_name").asText());
            expected.putObject("type")
                    .put("code", indicator.get("l2_code").asText())
                    .put("name", indicator.get("l2_name").asText());
        }
        return project;
    }

    private static ObjectNode printedAmounts(JsonNode amounts) {
        var printed = JSON.createObjectNode();
        printed.set("total", amounts.get("total"));
        printed.set("fiscalAppropriation", amounts.get("fiscal_appropriation"));
        printed.set("specialAccount", amounts.get("fiscal_special_account"));
        printed.set("other", amounts.get("other"));
        return printed;
    }

    private static String printedCell(JsonNode row) {
        var cell = new StringBuilder();
        for (var indicator : row.get("indicators")) {
            cell.append("%s、%s-%s；%s-%s；%s；实施周期指标值:%s；年度指标值:%s。"
                    .formatted(
                            indicator.get("seq").asText(),
                            indicator.get("l1_code").asText(),
                            indicator.get("l1_name").asText(),
                            indicator.get("l2_code").asText(),
                            indicator.get("l2_name").asText(),
                            indicator.get("name").asText(),
                            indicator.get("period_target").asText(),
                            indicator.get("annual_target").asText()));
        }
        return cell.toString();
    }

    private static String yuan(JsonNode wanYuan) {
        if (wanYuan.isNull()) {
            return null;
        }
        return new BigDecimal(wanYuan.asText())
                .movePointRight(YUAN_PER_WAN_YUAN_DIGITS)
                .setScale(2)
                .toPlainString();
    }

    /** A UUIDv7 whose random part is a hash of what it names. */
    private static String idOf(String name) {
        try {
            var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
            long high = (REPORTED_AT.toEpochMilli() << 16) | 0x7000 | (hash.getLong() & 0x0FFF);
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(JsonNode envelope) {
        try {
            return JSON.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (var stream = YuexiuTable.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
