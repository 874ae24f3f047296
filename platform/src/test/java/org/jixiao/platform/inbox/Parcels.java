package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** A small owner: parcels with an amount, each with a carrier that must be known. */
final class Parcels implements Reception {

    static final String TYPE = "org.jixiao.parcel.reported.v1";
    /** A parcel that no rule foresees. */
    static final String UNFORESEEN = "UNFORESEEN";

    private static final JsonSchema SCHEMA =
            JsonSchema.ofResource("/org/jixiao/platform/inbox/parcel-reported-1.0.json");

    private final Plumbing plumbing;
    private final Map<String, JsonSchema> types;
    private final Outbox outbox = new Outbox();

    private Parcels(Plumbing plumbing, Map<String, JsonSchema> types) {
        this.plumbing = plumbing;
        this.types = types;
    }

    static Parcels of(Plumbing plumbing) throws SQLException {
        return of(plumbing, Map.of());
    }

    static Parcels of(Plumbing plumbing, Map<String, JsonSchema> moreTypes) throws SQLException {
        Map<String, JsonSchema> types = new HashMap<>(moreTypes);
        types.put(TYPE, SCHEMA);
        plumbing.execute("""
                create table parcel (code text primary key, version bigint not null, amount numeric(18,2) not null);
                create table carrier (name text primary key);
                insert into carrier values ('post')
                """);
        return new Parcels(plumbing, types);
    }

    @Override
    public String domain() {
        return plumbing.name();
    }

    @Override
    public String typePrefix() {
        return "org.jixiao.parcel";
    }

    @Override
    public Map<String, JsonSchema> types() {
        return types;
    }

    @Override
    public String key(JsonNode data) {
        String code = data.get("code").asText();
        if (code.equals(UNFORESEEN)) {
            throw new IllegalStateException("nobody has thought of this");
        }
        return code;
    }

    @Override
    public String scopeCode(JsonNode data) {
        return data.path("zone").asText();
    }

    @Override
    public String versions() {
        return "select code as project_code, version, now() as recorded_at, 'nobody' as recorded_by from parcel where false";
    }

    @Override
    public Sitting open(Connection connection, List<CloudEvent> events) throws SQLException {
        Desk desk = new Desk(connection);
        String[] codes = events.stream().map(each -> key(each.data())).toArray(String[]::new);
        try (PreparedStatement lock = connection.prepareStatement(
                        "select code, version from parcel where code = any (?) for update");
                PreparedStatement carriers = connection.prepareStatement("select name from carrier")) {
            lock.setArray(1, connection.createArrayOf("text", codes));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    desk.versions.put(row.getString(1), row.getLong(2));
                }
            }
            try (ResultSet row = carriers.executeQuery()) {
                while (row.next()) {
                    desk.carriers.add(row.getString(1));
                }
            }
        }
        return desk;
    }

    private final class Desk implements Sitting {

        private final Connection connection;
        private final Map<String, Long> versions = new HashMap<>();
        private final Set<String> carriers = new HashSet<>();
        private final Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        private final List<OutboxMessage> messages = new ArrayList<>();

        private Desk(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Outcome decide(CloudEvent event) {
            String code = key(event.data());
            if (!carriers.contains(event.data().get("carrier").asText())) {
                Text text = Text.of("没有这一承运方", "There is no such carrier");
                return new Outcome.Rejected(
                        Outcome.Code.UNKNOWN_REFERENCE, new Violation("/data/carrier", "UNKNOWN_REFERENCE", text));
            }
            long version = versions.getOrDefault(code, 0L) + 1;
            if (!event.dryRun()) {
                versions.put(code, version);
                amounts.put(code, new BigDecimal(event.data().get("amount").asText()));
                messages.add(changed(event, version).toMessage(plumbing.topicName("parcels")));
            }
            return new Outcome.Accepted(version, List.of());
        }

        @Override
        public void save() throws SQLException {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into parcel values (?, ?, ?)
                    on conflict (code) do update set version = excluded.version, amount = excluded.amount
                    """)) {
                for (Map.Entry<String, BigDecimal> each : amounts.entrySet()) {
                    upsert.setString(1, each.getKey());
                    upsert.setLong(2, versions.get(each.getKey()));
                    upsert.setBigDecimal(3, each.getValue());
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
            outbox.append(connection, messages);
        }

        private static CloudEvent changed(CloudEvent event, long version) {
            return new CloudEvent(
                    "changed-" + event.id(),
                    "urn:jixiao:service:parcel-service",
                    "org.jixiao.parcel.changed.v1",
                    event.subject(),
                    OffsetDateTime.now(ZoneOffset.UTC),
                    null,
                    version,
                    1,
                    event.partitionKey(),
                    event.id(),
                    false,
                    event.data());
        }
    }
}
