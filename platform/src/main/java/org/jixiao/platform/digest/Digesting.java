package org.jixiao.platform.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Rest;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.restating.StateSource;

/**
 * States a digest of every part whose figures are no longer those of its last digest. One replica does it at a time. It takes no
 * lock that a writer waits for, and rests many times as long as it has worked, though never for long.
 */
@ApplicationScoped
public class Digesting implements Chore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SLICE = 200;
    private static final int RESTS = 20;
    /** Whoever compares waits for a digest only so long. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    /** How long a transaction may take to commit what was written under the time at which it began. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    private static final String TAKE = "select pg_try_advisory_xact_lock(hashtext('jixiao.digest'), hashtext(?))";
    private static final String MARK = "select seen_until from digest_mark where topic = ?";
    /** By the clock of the one database: those of the replicas may differ. */
    private static final String MOVE_MARK = """
            insert into digest_mark (topic, seen_until) values (?, now())
            on conflict (topic) do update set seen_until = excluded.seen_until
            """;
    /** A replica of the release before may have stated it a moment ago. */
    private static final String OF_EARLIER_RELEASES = "select part from digest where topic = ? and data ->> ? is null";

    private static final String STATE = """
            with computed as (%s)
            insert into digest as kept (topic, part, version, data) select ?, part, 1, data from computed order by part
            on conflict (topic, part) do update set version = kept.version + 1, data = excluded.data
             where kept.data is distinct from excluded.data
            returning part, version, data
            """;

    private static final String STATED =
            "select topic, part, version, data from digest where part = any (?) order by topic, part for update";

    private final List<DigestSource> sources;
    private final DataSource database;
    private final Outbox outbox;
    private final EventsConfig config;
    private final Clock clock;
    private final Rest rest;
    private Instant next = Instant.MIN;

    Digesting(
            @All List<DigestSource> sources,
            DataSource database,
            Outbox outbox,
            EventsConfig config,
            Clock clock,
            @ConfigProperty(name = "jixiao.digests.every", defaultValue = "PT5S") Duration every) {
        this.sources = sources;
        this.database = database;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.rest = Rest.times(RESTS).atLeast(every).atMost(LONGEST_REST);
    }

    @Override
    public boolean round() throws SQLException {
        Instant began = clock.instant();
        if (began.isBefore(next)) {
            return false;
        }
        for (DigestSource source : sources) {
            state(source);
        }
        Instant ended = clock.instant();
        next = ended.plus(rest.after(Duration.between(began, ended)));
        return false;
    }

    /** States what has changed since it was last looked, at once and whoever else is about to. */
    public void state(DigestSource source) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                if (take(connection, source)) {
                    List<String> parts = List.copyOf(parts(connection, source));
                    for (int from = 0; from < parts.size(); from += SLICE) {
                        state(connection, source, parts.subList(from, Math.min(parts.size(), from + SLICE)));
                    }
                    moveMark(connection, source);
                }
                connection.commit();
                committed = true;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    private static boolean take(Connection connection, DigestSource source) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, source.topic());
            try (ResultSet row = take.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static Set<String> parts(Connection connection, DigestSource source) throws SQLException {
        Set<String> parts = new TreeSet<>();
        try (PreparedStatement changed = connection.prepareStatement(source.changed());
                PreparedStatement ofEarlierReleases = connection.prepareStatement(OF_EARLIER_RELEASES)) {
            changed.setObject(1, seenUntil(connection, source).minus(LONGEST_TRANSACTION));
            addAll(parts, changed);
            ofEarlierReleases.setString(1, source.topic());
            ofEarlierReleases.setString(2, source.newest());
            addAll(parts, ofEarlierReleases);
        }
        return parts;
    }

    private static void addAll(Set<String> parts, PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                parts.add(row.getString(1));
            }
        }
    }

    private static OffsetDateTime seenUntil(Connection connection, DigestSource source) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MARK)) {
            select.setString(1, source.topic());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getObject(1, OffsetDateTime.class) : Instant.EPOCH.atOffset(ZoneOffset.UTC);
            }
        }
    }

    private void state(Connection connection, DigestSource source, List<String> parts) throws SQLException {
        List<OutboxMessage> messages = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(STATE.formatted(source.digests()))) {
            insert.setArray(1, connection.createArrayOf("text", parts.toArray()));
            insert.setString(2, source.topic());
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    messages.add(
                            message(source, row.getString(1), row.getLong(2), row.getString(3), config.sourceEpoch()));
                }
            }
        }
        outbox.append(connection, messages);
    }

    OutboxMessage message(DigestSource source, String part, long version, String data, long epoch) {
        Instant now = clock.instant();
        String id = CloudEvent.newId(now);
        return new CloudEvent(
                        id,
                        "urn:jixiao:service:" + config.service(),
                        "org.jixiao." + source.name() + ".v1",
                        "digest/" + part,
                        now.atOffset(ZoneOffset.UTC),
                        "urn:jixiao:schema:" + source.name() + ":1.0",
                        version,
                        epoch,
                        part,
                        id,
                        false,
                        read(data))
                .toMessage(source.topic());
    }

    private static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database has written it", e);
        }
    }

    private static void moveMark(Connection connection, DigestSource source) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_MARK)) {
            update.setString(1, source.topic());
            update.executeUpdate();
        }
    }

    DigestSource source(String topic) {
        return sources.stream()
                .filter(each -> each.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    /** The digests, for being stated under another epoch. Those who own something have an intake. */
    @ApplicationScoped
    @IfBuildProperty(name = "jixiao.intake", stringValue = "true")
    static class Stated implements StateSource {

        private final Digesting digesting;

        Stated(Digesting digesting) {
            this.digesting = digesting;
        }

        @Override
        public String name() {
            return "digests";
        }

        @Override
        public String keys() {
            return "select distinct part from digest where part > ? order by part limit ?";
        }

        @Override
        public String states() {
            return STATED;
        }

        @Override
        public OutboxMessage message(ResultSet row, long epoch) throws SQLException {
            DigestSource source = digesting.source(row.getString("topic"));
            return digesting.message(
                    source, row.getString("part"), row.getLong("version"), row.getString("data"), epoch);
        }
    }
}
