package org.jixiao.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An event, good or bad, of a project that no other trial has.
 *
 * @param topic where its sender puts it
 * @param key what it is keyed by: the project, whatever the bytes say
 */
@SuppressWarnings("ArrayRecordComponent")
record Trial(String name, String topic, String key, byte[] bytes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Everything that an owner can refuse by looking at the bytes, and what it accepts. */
    static List<Trial> all() {
        return Stream.of(projects(), goals(), histories()).flatMap(each -> each).toList();
    }

    /** What the broker does not take, so that no owner ever answers. */
    static Trial tooLarge() {
        return projectText("very large", text -> text + " ".repeat(300 << 10));
    }

    /** What an event is after those before it; the same project, so that all are on one partition. */
    private static Stream<Trial> histories() {
        Trial second = project("second version", event -> event.put("aggregateversion", 2));
        Trial foreign = projectData("refused for its district", Trial::ofHaizhu);
        Trial malformed = projectData("refused for its form", data -> data.put("remark", "急"));
        return Stream.of(
                second,
                second.again(
                        "first version after the second",
                        event -> event.put("aggregateversion", 1)
                                .put("id", event.get("id").asText() + "-1")),
                second.again("id of another event", event -> event.put("aggregateversion", 3)),
                second.again(
                        "id of another event, another district", event -> ofHaizhu((ObjectNode) event.get("data"))),
                malformed,
                malformed.again(
                        "id of an event that was refused for its form",
                        event -> ((ObjectNode) event.get("data")).remove("remark")),
                foreign,
                foreign.again("id of a refused event, another district", event -> event.put("aggregateversion", 2)),
                foreign.again(
                        "id of a refused event",
                        event -> ((ObjectNode) event.get("data"))
                                .put("regionCode", "440104")
                                .put("departmentCode", "440104019")
                                .put("unitCode", "440104019001")),
                second.again(
                        "lower version of a higher epoch",
                        event -> event.put("aggregateversion", 1)
                                .put("sourceepoch", 2)
                                .put("id", event.get("id").asText() + "-2")));
    }

    /** The same of a project whose code begins with this region. */
    private Trial coded(String region) {
        String code = region + key.substring(region.length());
        return new Trial(
                name, topic, code, new String(bytes, UTF_8).replace(key, code).getBytes(UTF_8));
    }

    private Trial again(String other, Consumer<ObjectNode> change) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(bytes);
            change.accept(event);
            return new Trial(other, topic, key, event.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Trial> projects() {
        return Stream.of(
                project("good", event -> {}),
                project("dry", event -> event.put("dryrun", true)),
                projectText("cut off", text -> text.substring(0, 300)),
                projectText("byte order mark", text -> "\uFEFF" + text),
                projectText("duplicate key", text -> text.replaceFirst("\\{", "{\"id\": \"x\", ")),
                projectText("two documents", text -> text + text),
                projectText("a list", text -> "[]"),
                projectText("lone surrogate", text -> text.replace("社区", "\\ud83d")),
                project("unknown type", event -> event.put("type", "org.jixiao.budget.project.reported.v2")),
                project("unknown attribute", event -> event.put("priority", 1)),
                project("no id", event -> event.remove("id")),
                project("no version", event -> event.remove("aggregateversion")),
                project("version zero", event -> event.put("aggregateversion", 0)),
                project("no such day", event -> event.put("time", "2025-02-30T09:00:00+08:00")),
                project("leap second", event -> event.put("time", "2025-06-30T23:59:60Z")),
                project("other subject", event -> event.put("subject", "project/44010425T000000000001")),
                project("other source", event -> event.put("source", "urn:jixiao:sender:haizhu-finance")),
                projectData("other project", data -> data.put("projectCode", "44010425T000000000001")),
                projectData("unknown member", data -> data.put("remark", "急")),
                projectData("no unit", data -> data.remove("unitCode")),
                projectData("a total", data -> amounts(data).put("total", "1.00")),
                projectData("amount as a number", data -> amounts(data).put("other", 1)),
                projectData("one decimal", data -> amounts(data).put("other", "1.0")),
                projectData("thousands", data -> amounts(data).put("other", "1,000.00")),
                projectData(
                        "two wrong amounts",
                        data -> amounts(data).put("other", "-1.00").put("specialAccount", "01.00")),
                projectData("sum too large", data -> amounts(data).put("other", "9999999999999999.99")),
                project("code of another district", event -> {}).coded("440105"),
                project("code of the city", event -> {}).coded("440100"),
                projectData("region of another", data -> data.put("regionCode", "440105")),
                projectData("another district", Trial::ofHaizhu));
    }

    private static Stream<Trial> goals() {
        return Stream.of(
                goal("good goal", data -> {}),
                goal("goal with a code of another district", data -> {}).coded("440105"),
                goal("doubtful target", data -> indicator(data, 0).put("annualTarget", "12")),
                goal("gap in the sequence", data -> indicator(data, 1).put("sequence", 3)),
                goal("no indicators", data -> data.putArray("indicators")),
                goal("no weight", data -> indicator(data, 0).put("weight", "0")),
                goal("weight as words", data -> indicator(data, 0).put("weight", "十")),
                goal("unknown type code", data -> indicator(data, 0).put("typeCode", "99")),
                goal("type of another category", data -> indicator(data, 0).put("typeCode", "31")),
                goal("tab in a name", data -> indicator(data, 0).put("name", "数\t量")),
                goal("name that prints as another", data -> indicator(data, 0).put("name", "数量；实施周期指标值:1；年度指标值:2。2、")));
    }

    private static Trial project(String name, Consumer<ObjectNode> change) {
        return trial(name, "budget", "1-project.json", change, text -> text);
    }

    private static Trial projectData(String name, Consumer<ObjectNode> change) {
        return project(name, event -> change.accept((ObjectNode) event.get("data")));
    }

    private static Trial projectText(String name, UnaryOperator<String> change) {
        return trial(name, "budget", "1-project.json", event -> {}, change);
    }

    private static Trial goal(String name, Consumer<ObjectNode> change) {
        return trial(
                name, "indicator", "1-goal.json", event -> change.accept((ObjectNode) event.get("data")), text -> text);
    }

    private static Trial trial(
            String name, String owner, String like, Consumer<ObjectNode> change, UnaryOperator<String> spoil) {
        ObjectNode event = example(like);
        String key = "44010425P1%011d".formatted(COUNT.incrementAndGet());
        event.put("id", "trial-" + key).put("subject", "project/" + key).put("partitionkey", key);
        ((ObjectNode) event.get("data")).put("projectCode", key);
        change.accept(event);
        byte[] bytes = spoil.apply(event.toString()).getBytes(UTF_8);
        return new Trial(name, owner + ".in.yuexiu-finance.v1", key, bytes);
    }

    private static ObjectNode example(String name) {
        try {
            JsonNode read = JSON.readTree(Files.readAllBytes(Path.of("src/main/kit/events", name)));
            return (ObjectNode) read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ofHaizhu(ObjectNode data) {
        data.put("regionCode", "440105").put("departmentCode", "440105019").put("unitCode", "440105019001");
    }

    private static ObjectNode amounts(ObjectNode data) {
        return (ObjectNode) data.get("amounts");
    }

    private static ObjectNode indicator(ObjectNode data, int index) {
        return (ObjectNode) data.get("indicators").get(index);
    }
}
