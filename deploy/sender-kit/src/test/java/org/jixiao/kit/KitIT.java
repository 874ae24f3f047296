package org.jixiao.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jixiao.local.LocalStack;
import org.jixiao.local.Registering;
import org.jixiao.local.StackSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the archive holds, used as its README says, against the packaged services and a real broker. */
class KitIT {

    private static final String SENDER = "yuexiu-finance";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path temporary;

    private static LocalStack stack;
    private static Kit kit;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        kit = Kit.unpacked(Files.createDirectory(temporary.resolve("kit")));
        compileForJava17();
        Path directory = Path.of("target", "stack-" + ProcessHandle.current().pid());
        stack = LocalStack.start(StackSettings.random(directory), System.out::println);
        Registering.referenceData(stack);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** Both speak of the same bytes; what one refuses the other refuses, in the same words, and nothing else. */
    @Test
    void validatorSaysWhatTheOwnersSay() throws Exception {
        List<Trial> trials = Trial.all();
        List<String> files = new ArrayList<>();
        for (Trial trial : trials) {
            Path file = kit.file("trial-%02d.json".formatted(files.size()));
            Files.write(file, trial.bytes());
            files.add(file.toString());
        }

        Kit.Ran validated = kit.run(Stream.concat(
                        Stream.of("./validate", "--json", "--sender=" + SENDER, "--regions=440104"), files.stream())
                .toArray(String[]::new));
        List<JsonNode> receipts = sendAsTheyAre(trials);

        assertThat(validated.lines()).hasSameSizeAs(trials);
        assertThat(receipts)
                .extracting(receipt ->
                        receipt.get("code").asText(receipt.get("outcome").asText()))
                .contains("ACCEPTED", "STALE", "MALFORMED", "SCHEMA", "UNKNOWN_TYPE", "UNAUTHORISED_REGION")
                .contains("ID_CONFLICT", "UNKNOWN_REFERENCE", "AMOUNT_FORMAT", "AMOUNT_RANGE");
        for (int i = 0; i < trials.size(); i++) {
            JsonNode verdict = JSON.readTree(validated.lines().get(i));
            assertThat(comparable(verdict))
                    .as(trials.get(i).name())
                    .isEqualTo(comparable(receipts.get(i)).replace("ACCEPTED", "VALID"));
        }
    }

    @Test
    void whatIsTooLargeIsNotTakenHoweverWellItIsPacked() throws Exception {
        Trial large = Trial.tooLarge();
        Files.write(kit.file("large.json"), large.bytes());

        Kit.Ran validated = kit.run("./validate", "--json", "large.json");
        Kit.Ran sent = kit.run(send("large.ndjson", "large.json"));

        assertThat(validated.output()).contains("TOO_LARGE");
        assertThat(sent.output()).contains("拒绝 REJECTED TOO_LARGE");
        assertThat(sent.exit()).isEqualTo(1);
        assertThatThrownBy(() -> sendAsTheyAre(List.of(large))).hasCauseInstanceOf(RecordTooLargeException.class);
    }

    /** 255 KiB of the validator's are taken with the longest id that an event may have; 256 KiB are not, with any. */
    @Test
    void whatTheValidatorLetsPassIsNotTooLargeForKafka() throws Exception {
        String longestId = UUID.randomUUID() + "-".repeat(64);
        writePadded("most.json", JSON.readTree(versions(1, 1)), longestId, 1, 255 << 10);
        writePadded("more.json", JSON.readTree(versions(1, 1)), "m", 1, (255 << 10) + 1);
        writePadded("much.json", JSON.readTree(versions(1, 1)), "n", 1, 256 << 10);

        Kit.Ran validated = kit.run("./validate", "--json", "most.json", "more.json", "much.json");
        Kit.Ran sent = kit.run(send("most.ndjson", "most.json", "much.json"));

        assertThat(validated.lines())
                .satisfiesExactly(
                        most -> assertThat(most).contains("VALID"),
                        more -> assertThat(more).contains("TOO_LARGE"),
                        much -> assertThat(much).contains("TOO_LARGE"));
        assertThat(sent.output()).contains("接受 ACCEPTED", "拒绝 REJECTED TOO_LARGE", "{ACCEPTED=1, REJECTED=1}");
    }

    @Test
    void whatTheBrokerDoesNotTakeHoldsNothingUp() throws Exception {
        JsonNode project = JSON.readTree(versions(1, 1));
        writePadded("huge.json", project, UUID.randomUUID().toString(), 2, 300 << 10);
        writePadded("corrected.json", project, UUID.randomUUID().toString(), 2, 2 << 10);

        Kit.Ran first = kit.run(send("huge.ndjson", "huge.json"));
        Kit.Ran second = kit.run(send("huge.ndjson", "corrected.json"));
        Kit.Ran both = kit.run(send("both.ndjson", "huge.json", "corrected.json"));

        assertThat(first.output()).contains("{REJECTED=1}");
        assertThat(second).as(second.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(second.output()).contains("{ACCEPTED=1}");
        assertThat(both.output()).contains("{DUPLICATE=1, REJECTED=1}");
        assertThat(List.of(first, both)).extracting(Kit.Ran::exit).containsOnly(1);
    }

    /** Kafka answers INVALID_RECORD where a topic that is compacted is to take a record without a key. */
    @Test
    void whatTheBrokerFindsInvalidHoldsNothingUp() throws Exception {
        JsonNode project = JSON.readTree(versions(1, 1));
        writePadded("keyless.json", project, Keyless.ID + UUID.randomUUID(), 2, 2 << 10);
        writePadded("keyed.json", project, UUID.randomUUID().toString(), 2, 2 << 10);
        Path settings = Files.writeString(
                kit.file("keyless.properties"),
                Files.readString(clientSettings(SENDER)) + "\ninterceptor.classes=" + Keyless.class.getName() + "\n");
        setCleanup("compact");
        try {
            Kit.Ran first = kit.run(sendBy(settings, "keyless.ndjson", "keyless.json"));
            Kit.Ran second = kit.run(sendBy(settings, "keyless.ndjson", "keyed.json"));

            assertThat(first.output()).contains("拒绝 REJECTED MALFORMED", "{REJECTED=1}");
            assertThat(second.output()).contains("{ACCEPTED=1}");
            assertThat(List.of(first, second)).extracting(Kit.Ran::exit).containsExactly(1, 0);
        } finally {
            setCleanup("delete");
        }
    }

    @Test
    void whatIsStaleHadNoEffectAndTheExitCodeTells() throws Exception {
        JsonNode project = JSON.readTree(versions(1, 1));
        writePadded("higher.json", project, UUID.randomUUID().toString(), 2, 2 << 10);
        writePadded("lower.json", project, UUID.randomUUID().toString(), 1, 2 << 10);
        kit.run(send("stale.ndjson", "higher.json"));

        Kit.Ran stale = kit.run(send("stale.ndjson", "lower.json"));

        assertThat(stale.output()).contains("过时 STALE");
        assertThat(stale.exit()).isEqualTo(1);
    }

    @Test
    void firstProjectIsAcceptedAndKeptAndComesOnceOnly() throws Exception {
        String[] send = send("first.ndjson", "events/1-project.json", "events/1-goal.json");

        Kit.Ran valid = kit.run("./validate", "events/1-project.json", "events/1-goal.json");
        Kit.Ran first = kit.run(
                "./send",
                "--settings=" + clientSettings(SENDER),
                "--journal=first.ndjson",
                "events/1-project.json",
                "events/1-goal.json");
        Kit.Ran again = kit.run(send);
        Kit.Ran elsewhere = kit.run(send("other.ndjson", "events/1-project.json", "events/1-goal.json"));

        assertThat(valid).as(valid.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(first).as(first.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(first.output())
                .contains("接受 ACCEPTED  budget 44010425P000000000101 v1 → 1")
                .contains("{ACCEPTED=2}");
        assertThat(again.output()).contains("{ACCEPTED=2}");
        assertThat(elsewhere.output()).contains("重复 DUPLICATE").contains("{DUPLICATE=2}");
        assertThat(Stream.of(again, elsewhere)).extracting(Kit.Ran::exit).containsOnly(0);
    }

    @Test
    void receiptIsAlsoThereOverHttp() throws Exception {
        Kit.Ran sent = kit.run(send("over-http.ndjson", "events/2-project-dry-run.json"));
        JsonNode event = JSON.readTree(Files.readAllBytes(kit.file("events/2-project-dry-run.json")));

        HttpResponse<String> answer = receipt(event);

        assertThat(sent).as(sent.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode receipt = JSON.readTree(answer.body());
        assertThat(receipt.get("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(receipt.get("dryRun").asBoolean()).isTrue();
        assertThat(receipt.at("/inReplyTo/id")).isEqualTo(event.get("id"));
    }

    @Test
    void rejectionNamesThePlaceAndTheExitCodeTells() throws Exception {
        Kit.Ran bad = kit.run(send("bad.ndjson", "events/3-project-bad-amount.json"));
        Kit.Ran foreign = kit.run(send("foreign.ndjson", "events/5-another-district.json"));

        assertThat(bad.output())
                .contains("拒绝 REJECTED AMOUNT_FORMAT")
                .contains("/data/amounts/fiscalAppropriation  AMOUNT_FORMAT");
        assertThat(foreign.output()).contains("拒绝 REJECTED UNAUTHORISED_REGION").contains("--retry");
        assertThat(Stream.of(bad, foreign)).extracting(Kit.Ran::exit).containsOnly(1);
    }

    @Test
    void whatIsRetryableIsAcceptedOnceItsCauseIsPutRight() throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(versions(1, 1));
        ((ObjectNode) event.get("data")).put("unitCode", "440104019077");
        Files.writeString(kit.file("new-unit.json"), event.toString());
        Kit.Ran refused = kit.run(send("new-unit.ndjson", "new-unit.json"));
        registerUnit("440104019077");

        Kit.Ran retried = kit.run(send("new-unit.ndjson", "--retry"));

        assertThat(refused.output()).contains("拒绝 REJECTED UNKNOWN_REFERENCE").contains("/data/unitCode");
        assertThat(retried.output()).contains("接受 ACCEPTED").contains("{ACCEPTED=1}");
        assertThat(retried.exit()).isEqualTo(0);
    }

    @Test
    void credentialsOfAnotherSenderReachNothing() throws Exception {
        String foreign = "--settings=" + clientSettings("haizhu-finance");

        Kit.Ran sent = kit.run("./send", foreign, "--journal=foreigner.ndjson", "events/4-project-revised.json");

        assertThat(sent.output()).contains("没有发出 / Not sent: TopicAuthorizationException");
        assertThat(sent.exit()).isEqualTo(3);
    }

    /** Killed while it sends: the journal brings the rest, each event has one answer, and no version came too early. */
    @Test
    void senderThatIsKilledGoesOnWhereItWas() throws Exception {
        Path events = kit.file("many.ndjson");
        Files.write(events, versions(30, 10));
        Path journal = kit.file("killed.ndjson");
        Process killed = kit.start(temporary.resolve("killed.txt"), List.of(send("killed.ndjson", "many.ndjson")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !killed.isAlive()
                        || (Files.exists(journal) && Files.readString(journal).contains("\"entry\":\"receipt\"")));
        killed.destroyForcibly().waitFor();

        Kit.Ran rest = kit.run(send("killed.ndjson"));
        Kit.Ran all = kit.run(send("killed.ndjson", "many.ndjson"));

        assertThat(rest.output()).doesNotContain("STALE").doesNotContain("REJECTED");
        assertThat(all).as(all.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(all.output()).contains("300 个事件").doesNotContain("STALE");
    }

    @Test
    void journalOfMonthsIsReadInLittleMemory() throws Exception {
        Path open = kit.file("open.json");
        Files.write(open, versions(1, 1));
        writeSettled(kit.file("months.ndjson"), 400, 150 << 10);
        List<String> command = new ArrayList<>(List.of(send("months.ndjson", "open.json")));
        command.add(1, "-Xmx64m");

        Kit.Ran sent = kit.run(command.toArray(String[]::new));

        assertThat(Files.size(kit.file("months.ndjson"))).isGreaterThan(80_000_000);
        assertThat(sent).as(sent.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(sent.output()).contains("1 个事件").contains("{ACCEPTED=1}");
    }

    @Test
    void whatIsSettledInTheJournalIsReportedAndItsIdIsTaken() throws Exception {
        Path event = kit.file("settled.json");
        Files.write(event, versions(1, 1));
        Kit.Ran first = kit.run(send("settled.ndjson", "settled.json"));
        Kit.Ran again = kit.run(send("settled.ndjson", "settled.json"));
        Files.writeString(event, Files.readString(event).replace("120000.00", "1.00"));

        Kit.Ran other = kit.run(send("settled.ndjson", "settled.json"));
        Kit.Ran nothing = kit.run(send("settled.ndjson"));

        assertThat(List.of(first, again))
                .extracting(Kit.Ran::output)
                .allSatisfy(output -> assertThat(output).contains("接受 ACCEPTED", "{ACCEPTED=1}"));
        assertThat(other.output()).contains("id 已用于别的内容");
        assertThat(other.exit()).isEqualTo(64);
        assertThat(nothing.output()).contains("没有要发送的 / Nothing to send");
        assertThat(nothing.exit()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--wait=abc", "--wait=-1", "--wait=", "--wait", "--wait=99999999999"})
    void waitThatIsNoNumberOfSecondsIsAnErrorOfUsageInOneSentence(String wait) throws Exception {
        Kit.Ran sent = kit.run(send("unused.ndjson", wait, "events/1-project.json"));

        assertThat(sent.output().lines()).singleElement().asString().contains("--wait takes a number of seconds");
        assertThat(sent.exit()).isEqualTo(64);
        assertThat(kit.file("unused.ndjson")).doesNotExist();
    }

    @Test
    void kcatLinesDoTheSame() throws Exception {
        Assumptions.assumeTrue(isThere("kcat") && isThere("jq"), "kcat and jq are not here");
        Path event = kit.file("by-kcat.json");
        Files.write(event, versions(1, 1));

        Kit.Ran sent = kit.run("./kcat-send", kcatSettings().toString(), event.toString());

        assertThat(sent).as(sent.output()).extracting(Kit.Ran::exit).isEqualTo(0);
        assertThat(sent.output()).contains("\"outcome\": \"ACCEPTED\"");
    }

    @Test
    void kcatLinesTellWhatIsStaleByTheirExitCode() throws Exception {
        Assumptions.assumeTrue(isThere("kcat") && isThere("jq"), "kcat and jq are not here");
        JsonNode project = JSON.readTree(versions(1, 1));
        writePadded("newer.json", project, UUID.randomUUID().toString(), 2, 2 << 10);
        writePadded("older.json", project, UUID.randomUUID().toString(), 1, 2 << 10);
        kit.run(send("newer.ndjson", "newer.json"));

        Kit.Ran stale = kit.run("./kcat-send", kcatSettings().toString(), "older.json");

        assertThat(stale.output()).contains("\"outcome\": \"STALE\"");
        assertThat(stale.exit()).isEqualTo(1);
    }

    /** The sender as a bureau may build it into its own program: with a Java that is older than ours. */
    private static void compileForJava17() throws IOException, InterruptedException {
        Kit.Ran compiled = kit.run(
                java("javac"),
                "--release",
                "17",
                "-Xlint:-options",
                "-cp",
                "lib/*",
                "-d",
                "compiled",
                "JixiaoSender.java");
        assertThat(compiled).as(compiled.output()).extracting(Kit.Ran::exit).isEqualTo(0);
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static List<JsonNode> sendAsTheyAre(List<Trial> trials) throws Exception {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.putAll(Map.of("acks", "all", "compression.type", "gzip"));
        try (var receipts = new ReceiptReader(settings(), SENDER);
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Trial trial : trials) {
                producer.send(new ProducerRecord<>(trial.topic(), trial.key().getBytes(UTF_8), trial.bytes()))
                        .get();
            }
            List<String> names =
                    trials.stream().map(trial -> sha256(trial.bytes())).toList();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> names.stream().map(receipts::of).allMatch(Objects::nonNull));
            return names.stream().map(receipts::of).toList();
        }
    }

    /** What a verdict and a receipt have in common. */
    private static String comparable(JsonNode answer) {
        return Stream.of("violations", "warnings")
                .flatMap(list -> answer.get(list).valueStream())
                .map(each -> "%s %s %s".formatted(each.get("pointer"), each.get("code"), each.get("message")))
                .collect(
                        Collectors.joining("\n", answer.get("outcome").asText() + " " + answer.get("code") + "\n", ""));
    }

    private static byte[] versions(int projects, int versions) throws IOException {
        ObjectNode event =
                (ObjectNode) JSON.readTree(kit.file("events/1-project.json").toFile());
        String some = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        StringBuilder lines = new StringBuilder();
        for (int version = 1; version <= versions; version++) {
            for (int project = 0; project < projects; project++) {
                String code = "44010425P" + some + "%04d".formatted(project);
                event.put("id", code + "-" + version)
                        .put("subject", "project/" + code)
                        .put("partitionkey", code)
                        .put("aggregateversion", version);
                ((ObjectNode) event.get("data")).put("projectCode", code);
                lines.append(event).append(projects * versions == 1 ? "" : "\n");
            }
        }
        return lines.toString().getBytes(UTF_8);
    }

    /** One event of a project, with blanks up to this size. */
    private static void writePadded(String file, JsonNode project, String id, int version, int size)
            throws IOException {
        ObjectNode event = project.deepCopy();
        String text = event.put("id", id).put("aggregateversion", version).toString();
        Files.writeString(kit.file(file), text + " ".repeat(size - text.getBytes(UTF_8).length));
    }

    /** A journal of events of this size, each with its receipt, as the sender writes it. */
    private static void writeSettled(Path journal, int events, int size) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(versions(1, 1));
        ((ObjectNode) event.get("data")).put("name", "长".repeat(size / 3));
        try (BufferedWriter lines = Files.newBufferedWriter(journal)) {
            for (int i = 0; i < events; i++) {
                String id = "settled-" + i;
                byte[] bytes = event.put("id", id).toString().getBytes(UTF_8);
                String topic = "budget.result." + SENDER + ".v1";
                ObjectNode sent = JSON.createObjectNode()
                        .put("entry", "event")
                        .put("id", id)
                        .put("bytes", Base64.getEncoder().encodeToString(bytes));
                ObjectNode answered = JSON.createObjectNode()
                        .put("entry", "receipt")
                        .put("topic", topic)
                        .put("partition", i % 3)
                        .put("next", 0)
                        .put("event", topic + " " + sha256(bytes));
                answered.putObject("data").put("outcome", "ACCEPTED");
                lines.write(sent + "\n" + answered + "\n");
            }
        }
    }

    /** The sender, compiled; from its source it starts more slowly. */
    private static String[] send(String journal, String... files) throws IOException {
        return sendBy(clientSettings(SENDER), journal, files);
    }

    private static String[] sendBy(Path settings, String journal, String... files) {
        return Stream.concat(
                        Stream.of(
                                java("java"),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                "compiled:lib/*:"
                                        + Path.of("target", "test-classes").toAbsolutePath(),
                                "JixiaoSender",
                                "--settings=" + settings,
                                "--journal=" + journal),
                        Arrays.stream(files))
                .toArray(String[]::new);
    }

    private static void setCleanup(String policy) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "budget.in." + SENDER + ".v1");
        var set = new AlterConfigOp(new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(stack.kafka().clientSettings("admin"))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
        }
    }

    private static Map<String, Object> settings() {
        return stack.kafka().clientSettings(SENDER);
    }

    private static Path clientSettings(String principal) throws IOException {
        String lines = stack.kafka().clientSettings(principal).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        return Files.writeString(temporary.resolve(principal + ".properties"), lines);
    }

    private static Path kcatSettings() throws IOException {
        String lines = """
                bootstrap.servers=%s
                security.protocol=%s
                sasl.mechanism=PLAIN
                sasl.username=%s
                sasl.password=%s
                """.formatted(
                        stack.kafka().bootstrapServers(),
                        stack.kafka().securityProtocol(),
                        SENDER,
                        stack.kafka().passwordOf(SENDER));
        return Files.writeString(temporary.resolve("kcat.conf"), lines);
    }

    /** Registers units of the department that the events are about, as ops do. */
    private static HttpResponse<String> receipt(JsonNode event) throws IOException, InterruptedException {
        String token = stack.tokens().token("kit", Set.of("budget.read"), Set.of("440104"), Set.of());
        String name = event.get("source").asText() + "/" + event.get("id").asText();
        HttpRequest request = HttpRequest.newBuilder(stack.budgetUrl().resolve("/api/v1/receipts/" + name))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        }
    }

    private static void registerUnit(String unitCode) throws IOException, InterruptedException {
        String token = stack.tokens().token("kit", Set.of("ops"), Set.of("440000"), Set.of());
        HttpRequest request = HttpRequest.newBuilder(
                        stack.budgetUrl().resolve("/api/v1/departments/440104019/units/" + unitCode))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"name\": \"越秀区公证处\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()))
                    .extracting(HttpResponse::statusCode)
                    .isEqualTo(201);
        }
    }

    private static boolean isThere(String command) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
