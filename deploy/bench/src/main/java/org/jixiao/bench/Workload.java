package org.jixiao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jixiao.bench.Departments.Department;

/**
 * What a sending system reports: seeded, and made anew from the number of a project at each pass, so that nothing but the
 * list of departments is kept. Every project is stated once; one in five a second time, one in ten also a third time. The
 * later versions come after the first ones of all projects, so that no batch holds two versions of the same project.
 */
final class Workload {

    static final int YEAR = 2025;

    /** Where the owner of departments tells of them. */
    static final String DEPARTMENTS = "budget.departments.v1";

    private static final int VERSIONS = 3;
    private static final int LEAST_INDICATORS = 2;
    private static final int MOST_INDICATORS = 11;
    private static final int TABLE_PROJECTS = 250;
    private static final String TABLE_DEPARTMENT = "440120001";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String sender;
    private final char kind;
    private final int projects;
    private final long seed;
    private final List<Department> departments;
    private final int leastIndicators;
    private final Texts texts = new Texts();
    private final UUID run = UUID.randomUUID();

    /**
     * @param kind the letter of the project codes, by which several loads keep out of each other's way
     */
    Workload(String sender, char kind, int projects, long seed) {
        this(sender, kind, new Departments(projects, seed).all(), LEAST_INDICATORS, seed);
    }

    private Workload(String sender, char kind, List<Department> departments, int leastIndicators, long seed) {
        this.sender = sender;
        this.kind = kind;
        this.departments = departments;
        this.projects = departments.stream().mapToInt(Department::projects).sum();
        this.leastIndicators = leastIndicators;
        this.seed = seed;
    }

    /** One department of 250 projects with 11 indicators each. */
    static Workload table(String sender, long seed) {
        Department department = new Department(TABLE_DEPARTMENT, 0, TABLE_PROJECTS);
        return new Workload(sender, 'Q', List.of(department), MOST_INDICATORS, seed);
    }

    /** An event on its way to an owner. */
    @SuppressWarnings("ArrayRecordComponent")
    record Event(String key, String id, byte[] bytes) {}

    private enum Part {
        PROJECT("budget", "project"),
        GOAL("indicator", "goal");

        private final String domain;
        private final String subject;

        Part(String domain, String subject) {
            this.domain = domain;
            this.subject = subject;
        }
    }

    String sender() {
        return sender;
    }

    int projects() {
        return projects;
    }

    List<Department> departments() {
        return departments;
    }

    /** How many events of either kind there are. */
    long events() {
        long events = 0;
        for (int number = 0; number < projects; number++) {
            events += versionsOf(number);
        }
        return events;
    }

    void eachProjectEvent(Consumer<Event> sink) {
        each((department, number, version) -> sink.accept(projectEvent(department, number, version)));
    }

    void eachGoalEvent(Consumer<Event> sink) {
        each((department, number, version) -> sink.accept(goalEvent(department, number, version)));
    }

    /** Each department, in its region, in the city, in the province. */
    void eachDepartmentEvent(Consumer<Event> sink) {
        departments.forEach(department -> sink.accept(departmentEvent(department)));
    }

    private Event departmentEvent(Department department) {
        ObjectNode data =
                JSON.createObjectNode().put("departmentCode", department.code()).put("name", "部门" + department.code());
        data.putArray("regions")
                .add(region(department.regionCode(), "区" + department.regionCode()))
                .add(region("440100", "广州市"))
                .add(region("440000", "广东省"));
        data.putArray("units")
                .addObject()
                .put("unitCode", department.unitCode())
                .put("name", "单位" + department.code());
        String type = "org.jixiao.budget.department.changed.v1";
        ObjectNode envelope = envelope(type, "department/" + department.code(), department.code(), 1)
                .put("source", "urn:jixiao:service:budget-service")
                .put("dataschema", "urn:jixiao:schema:budget.department.changed:1.0");
        return event(envelope, data);
    }

    private static ObjectNode region(String code, String name) {
        return JSON.createObjectNode().put("regionCode", code).put("name", name);
    }

    /** The project as stated at a version, which need not be one of those that {@link #eachProjectEvent} tells. */
    Event projectEvent(Department department, int number, int version) {
        return event(Part.PROJECT, code(department, number), version, project(department, number, version));
    }

    Event goalEvent(Department department, int number, int version) {
        return event(Part.GOAL, code(department, number), version, goal(department, number, version));
    }

    int versionsOf(int number) {
        int tenth = random(number, 0).nextInt(10);
        return tenth == 0 ? VERSIONS : tenth <= 2 ? 2 : 1;
    }

    String code(Department department, int number) {
        return "%s25%c%012d".formatted(department.regionCode(), kind, number + 1);
    }

    private interface Step {
        void take(Department department, int number, int version);
    }

    private void each(Step step) {
        for (int version = 1; version <= VERSIONS; version++) {
            for (Department department : departments) {
                for (int i = 0; i < department.projects(); i++) {
                    int number = department.first() + i;
                    if (version <= versionsOf(number)) {
                        step.take(department, number, version);
                    }
                }
            }
        }
    }

    private Event event(Part part, String code, int version, JsonNode data) {
        String type = "org.jixiao." + part.domain + "." + part.subject + ".reported.v1";
        ObjectNode envelope = envelope(type, "project/" + code, code, version)
                .put("source", "urn:jixiao:sender:" + sender)
                .put("dataschema", "urn:jixiao:schema:" + part.domain + "." + part.subject + ".reported:1.0");
        return event(envelope, data);
    }

    private ObjectNode envelope(String type, String subject, String key, int version) {
        String id = UUID.nameUUIDFromBytes((run + type + key + version).getBytes(UTF_8))
                .toString();
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("type", type)
                .put("subject", subject)
                .put("time", "2025-02-20T09:15:00+08:00")
                .put("datacontenttype", "application/json")
                .put("aggregateversion", version)
                .put("sourceepoch", 1)
                .put("partitionkey", key);
    }

    private static Event event(ObjectNode envelope, JsonNode data) {
        envelope.set("data", data);
        try {
            return new Event(
                    envelope.get("partitionkey").asText(),
                    envelope.get("id").asText(),
                    JSON.writeValueAsBytes(envelope));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode project(Department department, int number, int version) {
        JsonNode printed = texts.project(random(number, 0));
        SplittableRandom random = random(number, version);
        ObjectNode data = JSON.createObjectNode()
                .put("projectCode", code(department, number))
                .put("fiscalYear", YEAR)
                .put("name", printed.get("name").asText());
        data.set("documentNumber", printed.get("doc_no"));
        data.put("funding", printed.get("doc_no").isNull() ? "OWN" : "TRANSFER")
                .put("regionCode", department.regionCode())
                .put("departmentCode", department.code())
                .put("unitCode", department.unitCode())
                .put("currency", "CNY");
        data.putObject("amounts")
                .put("fiscalAppropriation", yuan(random))
                .put("specialAccount", random.nextInt(10) == 0 ? yuan(random) : null)
                .put("other", random.nextInt(5) == 0 ? yuan(random) : null);
        return data.put("executed", version == 1 ? null : yuan(random)).put("state", "ISSUED");
    }

    private ObjectNode goal(Department department, int number, int version) {
        SplittableRandom random = random(number, 0);
        ObjectNode data = JSON.createObjectNode()
                .put("projectCode", code(department, number))
                .put("fiscalYear", YEAR)
                .put("departmentCode", department.code())
                .put("statement", texts.project(random).get("performance_goal").asText());
        var indicators = data.putArray("indicators");
        int count = random.nextInt(leastIndicators, MOST_INDICATORS + 1);
        for (int sequence = 1; sequence <= count; sequence++) {
            JsonNode indicator = texts.indicator(random);
            boolean adjusted = version > 1 && sequence == 1;
            indicators
                    .addObject()
                    .put("sequence", sequence)
                    .put("categoryCode", indicator.get("l1_code").asText())
                    .put("typeCode", indicator.get("l2_code").asText())
                    .put("name", indicator.get("name").asText())
                    .put("periodTarget", indicator.get("period_target").asText())
                    .put(
                            "annualTarget",
                            adjusted
                                    ? "≥" + version + "件"
                                    : indicator.get("annual_target").asText())
                    .putNull("weight");
        }
        return data.put("state", "ISSUED");
    }

    private static String yuan(SplittableRandom random) {
        long fen = random.nextLong(100, 1_000_000_000);
        return "%d.%02d".formatted(fen / 100, fen % 100);
    }

    private SplittableRandom random(int number, int version) {
        return new SplittableRandom(seed * 31 + number * 7L + version);
    }
}
