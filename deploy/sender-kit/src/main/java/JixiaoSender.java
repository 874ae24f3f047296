import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * 一个可直接使用的报送程序：只有这一个文件，只用 Kafka 官方客户端。A sender that is ready to use: this one file on the plain
 * Kafka client, Java 17 or newer.
 *
 * <pre>java -cp 'lib/*' JixiaoSender.java --settings=FILE [--journal=FILE] [--wait=SECONDS] [--retry] FILE|DIRECTORY ...</pre>
 *
 * <p>它保证什么 / what it keeps:
 *
 * <ul>
 *   <li>字节不变：文件里是什么就发什么，重发也一样。Bytes are sent as they stand in the files, also when they are sent again.
 *   <li>先写日志再发送；重新启动只重发没有回执的，id 不变。The journal is written before anything is sent; a restart sends what
 *       has no receipt yet, with the same ids.
 *   <li>同一项目按 (sourceepoch, aggregateversion) 顺序，前一个确认之后才发后一个。Events of one project go in the order of their
 *       revisions, each after the broker has acknowledged the one before.
 *   <li>acks=all，幂等生产者。An idempotent producer with acks=all.
 * </ul>
 *
 * <p>退出码 / exit code: 0 全部被接受或重复 / all accepted or duplicate; 1 有被拒绝或过时的 / some rejected or stale; 2 有的没有回执 / some
 * without receipt; 3 没有发出 / not sent; 64 用法 / usage.
 */
public final class JixiaoSender {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "urn:jixiao:sender:";
    private static final Map<String, String> CHINESE =
            Map.of("ACCEPTED", "接受", "DUPLICATE", "重复", "STALE", "过时", "REJECTED", "拒绝");

    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final List<Path> paths = new ArrayList<>();
    private Path settings;
    private Path journalFile = Path.of("journal.ndjson");
    private Duration patience = Duration.ofSeconds(60);
    private boolean retry;

    private JixiaoSender() {}

    public static void main(String[] arguments) {
        JixiaoSender sender = new JixiaoSender();
        try {
            System.exit(sender.understands(arguments) ? sender.run() : 64);
        } catch (UsageException e) {
            sender.out.println(e.getMessage());
            System.exit(64);
        } catch (IOException | KafkaException e) {
            sender.out.println("没有发出 / Not sent: " + e.getClass().getSimpleName() + ": " + e.getMessage());
            System.exit(3);
        }
    }

    /** What the caller has to put right; nothing was sent. */
    private static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String zh, String en) {
            super(zh + " / " + en);
        }
    }

    /** An event on its way; {@code receipt} is null until its owner has answered. */
    private static final class Event {
        final String topic;
        final String key;
        final String id;
        final String type;
        final long epoch;
        final long version;
        final byte[] bytes;
        final String sha256;
        JsonNode receipt;

        Event(String topic, JsonNode json, byte[] bytes) {
            this.topic = topic;
            this.key = json.path("partitionkey").asText();
            this.id = json.path("id").asText();
            this.type = json.path("type").asText();
            this.epoch = json.path("sourceepoch").asLong(1);
            this.version = json.path("aggregateversion").asLong();
            this.bytes = bytes;
            this.sha256 = sha256Of(bytes);
        }

        /** An event is known by its bytes: a receipt that could not even read its id names their hash. */
        String name() {
            return topic.replace(".in.", ".result.") + " " + sha256;
        }

        String address() {
            return topic + " " + id;
        }

        static Event read(byte[] bytes, String place) {
            try {
                JsonNode json = JSON.readTree(bytes);
                String source = json.path("source").asText();
                String[] type = json.path("type").asText().split("\\.");
                if (source.startsWith(SOURCE) && type.length > 2 && json.hasNonNull("id")) {
                    String sender = source.substring(SOURCE.length());
                    return new Event(type[2] + ".in." + sender + ".v1", json, bytes);
                }
            } catch (IOException e) {
                // said below: without source, type and id nobody knows where it should go
            }
            throw new UsageException("不是事件，请先用 ./validate 检查：" + place, "no event, use ./validate first");
        }

        private static String sha256Of(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * What was to be sent and what was answered, on disk: one JSON document on each line, forced before anything is sent. It
     * is the evidence of both and only grows; in memory is what has no receipt yet, and of the rest what is wanted.
     */
    private static final class Journal implements AutoCloseable {
        final Map<String, Event> events = new LinkedHashMap<>();
        final Map<TopicPartition, Long> positions = new HashMap<>();
        private final Predicate<Event> wanted;
        private final FileChannel file;

        Journal(Path path, Predicate<Event> wanted) throws IOException {
            this.wanted = wanted;
            if (Files.exists(path)) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Files.newInputStream(path), UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        read(line);
                    }
                }
            }
            file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            if (file.tryLock() == null) {
                throw new UsageException("另一个程序正在使用 " + path, "another process uses this journal");
            }
            if (file.size() > 0) {
                write(List.of("")); // ends a line that a crash may have cut off
            }
        }

        private void read(String line) {
            JsonNode json;
            try {
                json = JSON.readTree(line);
            } catch (IOException e) {
                return; // cut off by a crash, before the event was sent
            }
            switch (json.path("entry").asText()) {
                case "event" -> {
                    byte[] bytes = Base64.getDecoder().decode(json.get("bytes").asText());
                    Event event = Event.read(bytes, "journal");
                    events.put(event.name(), event);
                }
                case "receipt", "refused" -> {
                    events.computeIfPresent(json.get("event").asText(), (name, event) -> {
                        event.receipt = json.get("data");
                        return wanted.test(event) ? event : null;
                    });
                    position(json);
                }
                default -> position(json);
            }
        }

        private void position(JsonNode json) {
            if (json.has("topic")) {
                TopicPartition partition = new TopicPartition(
                        json.get("topic").asText(), json.get("partition").asInt());
                positions.merge(partition, json.get("next").asLong(), Math::max);
            }
        }

        void keep(List<Event> added) throws IOException {
            List<String> lines = new ArrayList<>();
            for (Event event : added) {
                events.put(event.name(), event);
                ObjectNode json = JSON.createObjectNode().put("entry", "event").put("id", event.id);
                lines.add(json.put("bytes", Base64.getEncoder().encodeToString(event.bytes))
                        .toString());
            }
            write(lines);
        }

        void keep(TopicPartition partition, long next) throws IOException {
            positions.put(partition, next);
            write(List.of(entry("position", partition, next).toString()));
        }

        void keep(Event event, ConsumerRecord<byte[], byte[]> receipt, JsonNode data) throws IOException {
            event.receipt = data;
            TopicPartition partition = new TopicPartition(receipt.topic(), receipt.partition());
            ObjectNode json = entry("receipt", partition, receipt.offset() + 1).put("event", event.name());
            write(List.of(json.set("data", data).toString()));
        }

        void keepRefused(Event event, JsonNode data) throws IOException {
            event.receipt = data;
            ObjectNode json = JSON.createObjectNode().put("entry", "refused").put("event", event.name());
            write(List.of(json.set("data", data).toString()));
        }

        private static ObjectNode entry(String word, TopicPartition partition, long next) {
            return JSON.createObjectNode()
                    .put("entry", word)
                    .put("topic", partition.topic())
                    .put("partition", partition.partition())
                    .put("next", next);
        }

        private void write(List<String> lines) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(lines.stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining())
                    .getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private boolean understands(String[] arguments) {
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.replaceFirst("=.*", "")) {
                case "--settings" -> settings = Path.of(value);
                case "--journal" -> journalFile = Path.of(value);
                case "--wait" -> patience = seconds(value);
                case "--retry" -> retry = true;
                default -> paths.add(Path.of(argument));
            }
        }
        if (settings != null && paths.stream().noneMatch(path -> path.toString().startsWith("--"))) {
            return true;
        }
        out.println("""
                ./send --settings=FILE [--journal=FILE] [--wait=SECONDS] [--retry] 文件或目录 / files or directories

                --settings=FILE  Kafka 客户端设置 / settings of the Kafka client: bootstrap.servers, security.protocol, sasl.*
                --journal=FILE   日志，默认 journal.ndjson；不带文件运行则重发没有回执的
                                 the journal; without files, what has no receipt yet is sent again
                --wait=SECONDS   没有新回执时最多等多久，默认 60 / how long to wait while no receipt comes
                --retry          也重发被拒绝但可重试的 / sends again what was rejected and is retryable
                """);
        return false;
    }

    private static Duration seconds(String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new UsageException("--wait 须为秒数：" + value, "--wait takes a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }

    private int run() throws IOException {
        List<Event> given = read();
        Set<String> addresses = given.stream().map(Event::address).collect(Collectors.toSet());
        try (Journal journal = new Journal(
                        journalFile, event -> addresses.contains(event.address()) || (retry && isRetryable(event)));
                KafkaConsumer<byte[], byte[]> results =
                        new KafkaConsumer<>(settings(false), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings(true), new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<String, Event> batch = merge(given, journal);
            if (batch.isEmpty()) {
                out.println("没有要发送的 / Nothing to send");
                return 0;
            }
            open(results, batch, journal);
            journal.keep(batch.values().stream()
                    .filter(event -> !journal.events.containsKey(event.name()))
                    .toList());
            batch.values().stream().filter(event -> event.receipt != null).forEach(this::print);
            collect(results, batch, journal, Duration.ZERO);
            boolean sent = send(producer, batch, journal);
            collect(results, batch, journal, patience);
            return sum(batch, sent);
        }
    }

    /** The given events and those of the journal that were not answered; answered ones are reported, not sent again. */
    private Map<String, Event> merge(List<Event> given, Journal journal) {
        Map<String, Event> byId = new HashMap<>();
        Map<String, Event> batch = new LinkedHashMap<>();
        for (Event event : journal.events.values()) {
            byId.put(event.address(), event);
            if (retry && isRetryable(event)) {
                event.receipt = null;
            }
            if (event.receipt == null) {
                batch.put(event.name(), event);
            }
        }
        for (Event event : given) {
            Event before = byId.putIfAbsent(event.address(), event);
            if (before != null && !before.sha256.equals(event.sha256)) {
                throw new UsageException("id 已用于别的内容：" + event.id, "the id stands for other content already");
            }
            batch.putIfAbsent(event.name(), journal.events.getOrDefault(event.name(), event));
        }
        return batch;
    }

    private static boolean isRetryable(Event event) {
        return event.receipt != null && event.receipt.path("retryable").asBoolean();
    }

    /** Reads receipts from where the journal has got to, else from the present end: before anything is sent. */
    private static void open(KafkaConsumer<byte[], byte[]> results, Map<String, Event> batch, Journal journal)
            throws IOException {
        List<TopicPartition> partitions = batch.values().stream()
                .map(event -> event.topic.replace(".in.", ".result."))
                .distinct()
                .flatMap(topic -> results.partitionsFor(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        results.assign(partitions);
        for (Map.Entry<TopicPartition, Long> end :
                results.endOffsets(partitions).entrySet()) {
            if (!journal.positions.containsKey(end.getKey())) {
                journal.keep(end.getKey(), end.getValue());
            }
            results.seek(end.getKey(), journal.positions.get(end.getKey()));
        }
    }

    /** Waves of at most one event for each project, so that nothing can overtake; false when some are still to be sent. */
    private boolean send(KafkaProducer<byte[], byte[]> producer, Map<String, Event> batch, Journal journal)
            throws IOException {
        Map<String, Deque<Event>> projects = new LinkedHashMap<>();
        batch.values().stream()
                .filter(event -> event.receipt == null)
                .sorted(Comparator.comparingLong((Event event) -> event.epoch)
                        .thenComparingLong(event -> event.version))
                .forEach(event -> projects.computeIfAbsent(event.topic + event.key, key -> new ArrayDeque<>())
                        .add(event));
        boolean all = true;
        while (!projects.isEmpty()) {
            Map<String, Future<RecordMetadata>> wave = new LinkedHashMap<>();
            projects.forEach((project, waiting) -> wave.put(project, producer.send(record(waiting.element()))));
            producer.flush();
            for (Map.Entry<String, Future<RecordMetadata>> sent : wave.entrySet()) {
                Event event = projects.get(sent.getKey()).remove();
                try {
                    sent.getValue().get();
                } catch (ExecutionException | InterruptedException e) {
                    if (isForGood(e.getCause())) {
                        journal.keepRefused(event, refusal(event, e.getCause()));
                        print(event);
                        continue;
                    }
                    out.printf("没有发出 / Not sent: %s %s%n", event.id, e.getMessage());
                    projects.get(sent.getKey()).clear();
                    all = false;
                }
            }
            projects.values().removeIf(Deque::isEmpty);
        }
        return all;
    }

    /** The same bytes will never be taken: what comes after them must not wait for them. */
    private static boolean isForGood(Throwable cause) {
        return cause instanceof InvalidRecordException || isTooLarge(cause);
    }

    private static boolean isTooLarge(Throwable cause) {
        return cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException;
    }

    /** In the words of a receipt, which no owner will give. */
    private static JsonNode refusal(Event event, Throwable cause) {
        String code = isTooLarge(cause) ? "TOO_LARGE" : "MALFORMED";
        String message = "Kafka 不收（%d 字节） / Kafka does not take it (%1$d bytes): %s"
                .formatted(event.bytes.length, cause.getMessage());
        ObjectNode data = JSON.createObjectNode().put("outcome", "REJECTED").put("code", code);
        data.putArray("violations").addObject().put("code", code).put("message", message);
        return data;
    }

    private static ProducerRecord<byte[], byte[]> record(Event event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(event.topic, event.key.getBytes(UTF_8), event.bytes);
        record.headers().add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        record.headers().add("ce_type", event.type.getBytes(UTF_8));
        record.headers().add("ce_id", event.id.getBytes(UTF_8));
        return record;
    }

    /** Takes receipts until each event has one, or none has come for so long and the end is reached. */
    private void collect(
            KafkaConsumer<byte[], byte[]> results, Map<String, Event> batch, Journal journal, Duration patience)
            throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (batch.values().stream().anyMatch(event -> event.receipt == null)
                && (System.nanoTime() < deadline || !atEnd(results))) {
            for (ConsumerRecord<byte[], byte[]> receipt : results.poll(Duration.ofMillis(200))) {
                JsonNode data = JSON.readTree(receipt.value()).path("data");
                Event event = batch.get(
                        receipt.topic() + " " + data.at("/inReplyTo/sha256").asText());
                if (event != null && event.receipt == null) {
                    journal.keep(event, receipt, data);
                    print(event);
                    deadline = System.nanoTime() + patience.toNanos();
                }
            }
        }
    }

    private static boolean atEnd(KafkaConsumer<byte[], byte[]> results) {
        return results.endOffsets(results.assignment()).entrySet().stream()
                .allMatch(end -> results.position(end.getKey()) >= end.getValue());
    }

    private void print(Event event) {
        JsonNode receipt = event.receipt;
        String outcome = receipt.path("outcome").asText();
        out.printf(
                "%s %s%s%s  %s %s v%d → %s  %s%n",
                CHINESE.getOrDefault(outcome, ""),
                outcome,
                receipt.path("dryRun").asBoolean() ? " 试报 dry run" : "",
                receipt.path("code").isTextual() ? " " + receipt.get("code").asText() : "",
                event.topic.replaceFirst("\\..*", ""),
                event.key,
                event.version,
                receipt.path("version").asText("–"),
                event.id);
        Stream.concat(
                        receipt.path("violations").valueStream(),
                        receipt.path("warnings").valueStream())
                .forEach(each -> out.printf(
                        "    %s  %s  %s%n",
                        each.path("pointer").asText(),
                        each.path("code").asText(),
                        each.path("message").asText()));
        if (receipt.path("retryable").asBoolean()) {
            out.println("    可重试：先处理原因，再用 --retry / retryable: put the cause right, then --retry");
        }
    }

    private int sum(Map<String, Event> batch, boolean sent) {
        Map<String, Long> count = batch.values().stream()
                .collect(Collectors.groupingBy(
                        event -> event.receipt == null
                                ? "没有回执 / no receipt"
                                : event.receipt.path("outcome").asText(),
                        TreeMap::new,
                        Collectors.counting()));
        out.printf("%d 个事件 / %1$d events: %s%n", batch.size(), count);
        if (!sent) {
            return 3;
        }
        if (batch.values().stream().anyMatch(event -> event.receipt == null)) {
            out.println("再运行一次（不带文件）就会重发没有回执的 / Run again, without files, to send those again");
            return 2;
        }
        return count.containsKey("REJECTED") || count.containsKey("STALE") ? 1 : 0;
    }

    private Properties settings(boolean producing) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(settings)) {
            properties.load(in);
        }
        properties.keySet().removeIf(key -> key.toString().matches("(key|value)\\.(de)?serializer"));
        if (producing) {
            properties.putAll(Map.of("acks", "all", "enable.idempotence", "true"));
        } else {
            properties.putAll(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
            properties.put("enable.auto.commit", "false");
            properties.putIfAbsent("default.api.timeout.ms", "20000");
        }
        return properties;
    }

    private List<Event> read() throws IOException {
        List<Event> events = new ArrayList<>();
        for (Path path : paths) {
            List<Path> files = List.of(path);
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    files = inside.filter(file -> file.toString().matches(".*\\.(json|ndjson|jsonl)"))
                            .sorted()
                            .toList();
                }
            }
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                boolean hasLines = file.toString().matches(".*\\.(ndjson|jsonl)");
                for (byte[] each : hasLines ? lines(bytes) : List.of(bytes)) {
                    events.add(Event.read(each, file.toString()));
                }
            }
        }
        return events;
    }

    /** The lines that are not empty, byte for byte. */
    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                int end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
                if (end > start) {
                    lines.add(Arrays.copyOfRange(bytes, start, end));
                }
                start = i + 1;
            }
        }
        return lines;
    }
}
