package org.jixiao.reporting.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.platform.testing.TopicProbe.header;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.platform.testing.TopicProbe;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.Test;

/** Records that cannot be read are kept as they came, and hold up nobody. */
@ServiceTest
class UnreadableTest {

    private static final String DEPARTMENT = "440106001";
    private static final String DEAD_LETTERS = "reporting.dlq.v1";

    @Test
    void theOthersAreAppliedAndTheBytesAreKept() {
        AProject first = AProject.of(DEPARTMENT, 1);
        AProject last = AProject.of(DEPARTMENT, 2);
        Map<byte[], String> broken = brokenProjects();
        try (TopicProbe probe = TopicProbe.watching(StackResource.bootstrapServers(), DEAD_LETTERS)) {
            Topics.send(
                    OwnersEvent.PROJECTS,
                    first.event().keyBytes(),
                    first.event().value());
            broken.keySet().forEach(value -> Topics.send(OwnersEvent.PROJECTS, bytes(first.code()), value));

            Topics.publish(last.event());

            List<ConsumerRecord<byte[], byte[]>> letters =
                    probe.await(broken.size(), letter -> Arrays.equals(letter.key(), bytes(first.code())));
            assertThat(letters)
                    .extracting(letter -> described(letter.value(), header(letter, "dlq-code")))
                    .containsExactlyElementsOf(broken.entrySet().stream()
                            .map(each -> described(each.getKey(), each.getValue()))
                            .toList());
            assertThat(letters)
                    .extracting(letter -> header(letter, "dlq-topic"))
                    .containsOnly(OwnersEvent.PROJECTS);
        }
        assertThat(Asking.texts(Asking.table(2025, DEPARTMENT).at("/units/0/projects"), "projectCode"))
                .containsExactly(first.code(), last.code());
    }

    @Test
    void goalsAssessmentsAndDepartmentsAreReadAsStrictly() {
        AProject project = AProject.of(DEPARTMENT, 3);
        String goal = AGoal.of(project, 1).event().text();
        String department = ADepartment.of("440106003").event().text();
        Map<String, byte[]> broken = new LinkedHashMap<>();
        broken.put(goal.replace("\"statement\":\"", "\"statement\":7,\"was\":\""), bytes(project.code()));
        broken.put(goal.replace("\"indicators\":[{", "\"indicators\":[7,{"), bytes(project.code()));
        broken.put(goal.replace("\"state\":\"ISSUED\"", "\"state\":\"DRAFT\""), bytes(project.code()));
        broken.put(department.replaceAll("\"regions\":\\[.*?]", "\"regions\":[]"), bytes("440106003"));
        broken.put(department.replace("\"unitCode\":\"", "\"unitCode\":\"9"), bytes("440106003"));
        String lying = department.replace(
                "\"units\":", "\"memberships\":[{\"from\":%s,\"to\":null,\"regions\":%s}],\"units\":");
        broken.put(
                lying.formatted("\"2025-02-30\"", "[{\"regionCode\":\"440106\",\"name\":\"天河区\"}]"),
                bytes("440106003"));
        broken.put(lying.formatted("null", "[]"), bytes("440106003"));
        String assessment = AnAssessment.of(project)
                .monitored(7, "11 RED")
                .monitored(8, "11")
                .evaluated("90.00", "GOOD")
                .event()
                .text();
        broken.put(assessment.replace("\"month\":8", "\"month\":7"), bytes(project.code()));
        broken.put(assessment.replace("\"month\":8", "\"month\":13"), bytes(project.code()));
        broken.put(assessment.replace("\"lamp\":null", "\"lamp\":\"PINK\""), bytes(project.code()));
        broken.put(assessment.replace("\"lamp\":null,\"outlook\"", "\"outlook\""), bytes(project.code()));
        broken.put(assessment.replace("\"score\":\"90.00\"", "\"score\":\"90\""), bytes(project.code()));
        broken.put(assessment.replace("\"GOOD\"", "\"BEST\""), bytes(project.code()));
        try (TopicProbe probe = TopicProbe.watching(StackResource.bootstrapServers(), DEAD_LETTERS)) {
            broken.forEach((value, key) -> Topics.send(topicOf(value), key, bytes(value)));

            Topics.awaitApplied();

            List<ConsumerRecord<byte[], byte[]>> letters =
                    probe.await(broken.size(), letter -> broken.containsKey(new String(letter.value(), UTF_8)));
            assertThat(letters).extracting(letter -> header(letter, "dlq-code")).containsOnly("SCHEMA");
        }
    }

    @Test
    void textOfAnIndicatorThatNobodyCanKeepIsMalformed() {
        AProject project = AProject.of(DEPARTMENT, 6);
        String goal = new String(AGoal.of(project, 1).event().value(), ISO_8859_1);
        List<String> notKeepable = List.of(
                "\\u0000",
                "\\ud800",
                "\u00ed\u00a0\u0080",
                "\u00c1\u0081",
                "\u00e0\u0081\u0081",
                "\u00f0\u0080\u0081\u0081",
                "\u00f4\u0090\u0080\u0080",
                "\u00e7\u00bb");
        try (TopicProbe probe = TopicProbe.watching(StackResource.bootstrapServers(), DEAD_LETTERS)) {
            for (String text : notKeepable) {
                String broken = goal.replace("\"indicators\":[{", "\"indicators\":[{\"odd\":\"" + text + "\",");
                Topics.send(OwnersEvent.GOALS, bytes(project.code()), broken.getBytes(ISO_8859_1));
            }

            Topics.awaitApplied();

            List<ConsumerRecord<byte[], byte[]>> letters =
                    probe.await(notKeepable.size(), letter -> Arrays.equals(letter.key(), bytes(project.code())));
            assertThat(letters).extracting(letter -> header(letter, "dlq-code")).containsOnly("MALFORMED");
        }
    }

    @Test
    void anIndicatorThatHasAMemberTwiceIsMalformed() {
        AProject project = AProject.of(DEPARTMENT, 7);
        String goal = AGoal.of(project, 1).event().text();
        String many = IntStream.range(0, 40).mapToObj("\"m%d\":1,"::formatted).collect(Collectors.joining());
        List<String> twice = List.of(
                "\"odd\":1,\"odd\":1,",
                "\"odd\":{\"a\":1,\"b\":{\"a\":1},\"a\":2},",
                "\"odd\":[{\"a\":1},{\"b\":1,\"b\":1}],",
                many + "\"m3\":1,",
                many + "\"m39\":1,");
        try (TopicProbe probe = TopicProbe.watching(StackResource.bootstrapServers(), DEAD_LETTERS)) {
            for (String members : twice) {
                String broken = goal.replace("\"indicators\":[{", "\"indicators\":[{" + members);
                Topics.send(OwnersEvent.GOALS, bytes(project.code()), bytes(broken));
            }

            Topics.awaitApplied();

            List<ConsumerRecord<byte[], byte[]>> letters =
                    probe.await(twice.size(), letter -> Arrays.equals(letter.key(), bytes(project.code())));
            assertThat(letters).extracting(letter -> header(letter, "dlq-code")).containsOnly("MALFORMED");
        }
    }

    @Test
    void namesMayComeAgainInOtherObjects() {
        AProject project = AProject.of("440106006", 8);
        String many = IntStream.range(0, 40).mapToObj("\"m%d\":1,"::formatted).collect(Collectors.joining());
        String goal = AGoal.of(project, 1)
                .event()
                .text()
                .replace("\"indicators\":[{", "\"indicators\":[{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}," + many);
        Topics.publish(project.event());

        Topics.send(OwnersEvent.GOALS, bytes(project.code()), bytes(goal));
        Topics.awaitApplied();

        assertThat(Asking.table(2025, "440106006")
                        .at("/units/0/projects/0/goal")
                        .isTextual())
                .isTrue();
    }

    @Test
    void whatIsNotUsedMayBeAnything() {
        AProject project = AProject.of("440106004", 4);
        String richer = project.event()
                .text()
                .replace("\"data\":{", "\"newattribute\":[1],\"data\":{\"carryOver\":\"1.00\",")
                .replace("\"sourceepoch\":1,", "");

        Topics.send(OwnersEvent.PROJECTS, bytes(project.code()), bytes(richer));
        Topics.awaitApplied();

        assertThat(Asking.texts(Asking.table(2025, "440106004").at("/units/0/projects"), "projectCode"))
                .containsExactly(project.code());
    }

    @Test
    void aTombstoneDeletesNothing() {
        AProject project = AProject.of("440106005", 5);
        Topics.publish(project.event());
        try (TopicProbe probe = TopicProbe.watching(StackResource.bootstrapServers(), DEAD_LETTERS)) {
            Topics.send(OwnersEvent.PROJECTS, bytes(project.code()), null);

            Topics.awaitApplied();

            probe.await(letter -> Arrays.equals(letter.key(), bytes(project.code())));
        }
        assertThat(Asking.texts(Asking.table(2025, "440106005").at("/units/0/projects"), "projectCode"))
                .containsExactly(project.code());
    }

    private static String topicOf(String value) {
        if (value.contains("indicator.assessment")) {
            return OwnersEvent.ASSESSMENTS;
        }
        return value.contains("goal") ? OwnersEvent.GOALS : OwnersEvent.DEPARTMENTS;
    }

    /** Value to code; all under the key of the first project. */
    private static Map<byte[], String> brokenProjects() {
        String good = AProject.of(DEPARTMENT, 1).event().text();
        Map<byte[], String> broken = new LinkedHashMap<>();
        broken.put(bytes("{"), "MALFORMED");
        broken.put(bytes(""), "MALFORMED");
        broken.put(bytes("[]"), "MALFORMED");
        broken.put(new byte[] {'"', (byte) 0xff, '"'}, "MALFORMED");
        broken.put(bytes(good + "{}"), "MALFORMED");
        broken.put(bytes(good.replace("\"data\":{", "\"data\":{\"odd\":null,\"odd\":1,")), "MALFORMED");
        broken.put(bytes(good.replace("project.changed.v1", "project.changed.v2")), "UNKNOWN_TYPE");
        broken.put(AProject.of(DEPARTMENT, 9).event().value(), "SCHEMA");
        broken.put(bytes(good.replace("\"aggregateversion\":1", "\"aggregateversion\":0")), "SCHEMA");
        broken.put(bytes(good.replace("\"aggregateversion\":1", "\"aggregateversion\":9007199254740992")), "SCHEMA");
        broken.put(bytes(good.replace("\"aggregateversion\":1", "\"aggregateversion\":\"1\"")), "SCHEMA");
        broken.put(bytes(good.replace("2025-02-20T", "+200025-02-20T")), "SCHEMA");
        broken.put(bytes(good.replace("2025-02-20T", "2025-02-20 ")), "SCHEMA");
        broken.put(bytes(good.replaceFirst("(\"time\":\"[^\"]*)", "$1Z")), "SCHEMA");
        broken.put(bytes(good.replaceFirst("\"time\":\"[^\"]*", "\"time\":\"2025-02-20T09:00:00+08700")), "SCHEMA");
        broken.put(bytes(good.replace("\"fiscalYear\":2025", "\"fiscalYear\":1999")), "SCHEMA");
        broken.put(bytes(good.replace("\"name\":\"", "\"name\":\"\\u0000")), "MALFORMED");
        broken.put(bytes(good.replace("\"OWN\"", "\"LOAN\"")), "SCHEMA");
        broken.put(bytes(good.replace("\"state\":\"ISSUED\"", "\"state\":null")), "SCHEMA");
        broken.put(bytes(good.replace("\"unitCode\":\"", "\"unitCode\":\"x")), "SCHEMA");
        broken.put(bytes(good.replace("\"CNY\"", "\"USD\"")), "AMOUNT_FORMAT");
        broken.put(bytes(good.replace("\"total\":\"10000.00\"", "\"total\":\"10000.0\"")), "AMOUNT_FORMAT");
        broken.put(bytes(good.replace("\"total\":\"10000.00\"", "\"total\":\"1e4\"")), "AMOUNT_FORMAT");
        broken.put(bytes(good.replace("\"total\":\"10000.00\"", "\"total\":10000.00")), "SCHEMA");
        return broken;
    }

    private static String described(byte[] value, String code) {
        return code + " " + new String(value, ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
