package org.jixiao.reporting.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.inbox.Columns;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;

/** The digests of one owner: what the read model is held against. Each is kept until the owner states the next. */
final class DigestTopic implements Subscription {

    private static final String UPSERT = """
            insert into owner_digest as kept (owner, department_code, fiscal_year, epoch, version, stated_at, data)
            select ?, department_code, fiscal_year, epoch, version, stated_at, data::jsonb
              from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[])
                     as stated(department_code, fiscal_year, epoch, version, stated_at, data)
            on conflict (owner, department_code, fiscal_year) do update set
              epoch = excluded.epoch, version = excluded.version, stated_at = excluded.stated_at, data = excluded.data,
              received_at = now()
             where (kept.epoch, kept.version) < (excluded.epoch, excluded.version)
            """;

    private final String owner;
    private final DeadLetters deadLetters;

    DigestTopic(String owner, DeadLetters deadLetters) {
        this.owner = owner;
        this.deadLetters = deadLetters;
    }

    private record Stated(int year, String departmentCode, OwnersEvent event) {}

    @Override
    public String name() {
        return "digests-" + owner;
    }

    @Override
    public Pattern topics() {
        return Pattern.compile(Pattern.quote(owner + ".digests.v1"));
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        TreeMap<String, Stated> latest = new TreeMap<>();
        List<DeadLetters.Letter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Stated stated = read(record);
                latest.merge(
                        stated.event().key(),
                        stated,
                        (one, other) ->
                                other.event().revision().compareTo(one.event().revision()) > 0 ? other : one);
            } catch (Unreadable e) {
                letters.add(new DeadLetters.Letter(record, e.code().name(), e.getMessage()));
            }
        }
        keep(connection, latest.values());
        deadLetters.keep(connection, name(), letters);
    }

    @Override
    public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        deadLetters.keep(connection, name(), List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
    }

    private Stated read(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        OwnersEvent event = OwnersEvent.read(record, "org.jixiao." + owner + ".digest.stated.v1");
        int year = Events.year(event.data());
        String department = event.data().code("departmentCode", OwnersEvent.DEPARTMENT_CODE);
        if (!event.key().equals(year + "/" + department)) {
            throw event.data().wrong("departmentCode", "the key of the record");
        }
        return new Stated(year, department, event);
    }

    private void keep(Connection connection, Collection<Stated> stated) throws SQLException {
        if (stated.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            Columns.of(connection, upsert, List.copyOf(stated), 1)
                    .same(owner.toUpperCase(Locale.ROOT))
                    .add("text", Stated::departmentCode)
                    .add("int", Stated::year)
                    .add("bigint", each -> each.event().revision().epoch())
                    .add("bigint", each -> each.event().revision().version())
                    .add("timestamptz", each -> each.event().recordedAt())
                    .add("text", each -> each.event().data().json());
            upsert.executeUpdate();
        }
    }
}
