package org.jixiao.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.inbox.Subscription;

/**
 * Every event that a producer has ever published as an example, with what it led to. {@code corpus.json} beside the
 * examples lists them: a file that is listed never changes, and one that is not is to be listed.
 */
public final class Corpus {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CONTRACTS = Path.of("contracts");

    private final Path contracts;

    private Corpus(Path contracts) {
        this.contracts = contracts;
    }

    /** That of the module whose tests run. */
    public static Corpus own() {
        return new Corpus(CONTRACTS);
    }

    /** That of a module beside the one whose tests run. */
    public static Corpus of(String module) {
        return new Corpus(Path.of("..", module).resolve(CONTRACTS));
    }

    static Corpus in(Path contracts) {
        return new Corpus(contracts);
    }

    /**
     * A published example.
     *
     * @param listed what the list says about it
     */
    public record Event(Path file, JsonNode listed) {

        public byte[] bytes() {
            return read(file);
        }

        public JsonNode json() {
            return parse(bytes());
        }

        /** What the file's name says before the version: {@code parcel.changed}. */
        public String kind() {
            return toString().substring(0, toString().indexOf('-'));
        }

        /** The record that carries it: its own bytes, under the key that it names. */
        public ConsumerRecord<byte[], byte[]> record(String topic) {
            byte[] key = json().get("partitionkey").asText().getBytes(StandardCharsets.UTF_8);
            return new ConsumerRecord<>(topic, 0, 0, key, bytes());
        }

        /** The data of the receipt that the intake has for it; in the transaction of the given connection. */
        public JsonNode receipt(Connection connection, Subscription intake, String topic) throws SQLException {
            intake.apply(connection, List.of(record(topic)));
            String results = topic.replace(".in.", ".result.");
            try (PreparedStatement select = connection.prepareStatement(
                    "select payload from outbox where topic = ? order by id desc limit 1")) {
                select.setString(1, results);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return parse(row.getBytes(1)).get("data");
                }
            }
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    /** The listed events whose file's name contains this. */
    public List<Event> events(String part) {
        return StreamSupport.stream(
                        parse(read(contracts.resolve("corpus.json"))).spliterator(), false)
                .map(listed -> new Event(
                        contracts.resolve("examples").resolve(listed.get("file").asText()), listed))
                .filter(event -> event.toString().contains(part))
                .toList();
    }

    /** What is not as it was listed, and what is not listed; empty as it should be. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        TreeSet<String> unlisted = new TreeSet<>();
        try (Stream<Path> files = Files.list(contracts.resolve("examples"))) {
            files.filter(file -> parse(read(file)).has("specversion"))
                    .forEach(file -> unlisted.add(file.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Event each : events("")) {
            if (!Files.exists(each.file)) {
                changes.add(each + " was published and is gone");
            } else if (!sha256(each.bytes()).equals(each.listed.get("sha256").asText())) {
                changes.add(each + " was published and is changed; it is now " + sha256(each.bytes()));
            }
            unlisted.remove(each.toString());
        }
        unlisted.forEach(file -> changes.add(file + " is new; list it as "
                + sha256(read(contracts.resolve("examples").resolve(file)))));
        return changes;
    }

    /** The newest schema file of the major version that an event names in {@code dataschema}: its name without the ending. */
    public String newestSchema(Event event) {
        String[] urn = event.json().get("dataschema").asText().split(":");
        String major = urn[3] + "-" + urn[4].substring(0, urn[4].indexOf('.')) + ".";
        try (Stream<Path> files = Files.list(contracts.resolve("schemas"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .filter(name -> name.startsWith(major))
                    .max((one, other) -> Integer.compare(minor(one, major), minor(other, major)))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int minor(String name, String major) {
        return Integer.parseInt(name.substring(major.length()));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
