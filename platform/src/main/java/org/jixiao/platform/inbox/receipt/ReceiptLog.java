package org.jixiao.platform.inbox.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Columns;

/** Every receipt that was given; rows are added and never changed. */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
public class ReceiptLog {

    private static final String INSERT = """
            insert into receipt (receipt_id, sender, recorded_at, topic, part, source, event_id, project_code,
                                 scope_code, record_offset, sha256, outcome, code, dry_run, version, violations, warnings)
            select id::uuid, sender, at, topic, part, source, event_id, project_code,
                   scope_code, record_offset, sha256, outcome, code, dry_run, version, violations::jsonb, warnings::jsonb
              from (select ?::text as sender, ?::timestamptz as at, ?::text as topic, ?::int as part) as batch,
                   unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                          ?::boolean[], ?::bigint[], ?::text[], ?::text[])
                     as r(id, source, event_id, project_code, scope_code, record_offset, sha256, outcome, code,
                          dry_run, version, violations, warnings)
            """;
    private static final String PAGE = """
            select * from receipt
             where receipt_id < least(?::uuid, ?::uuid) and receipt_id >= ?
               and (?::text is null or source = ?) and (?::text is null or event_id = ?)
               and (?::text is null or sender = ?) and (?::text is null or outcome = ?)
               and (?::text is null or code = ?) and (?::text is null or project_code = ?)
               and (?::timestamptz is null or recorded_at >= ?) and (?::timestamptz is null or recorded_at < ?)
               and (?::text[] is null or project_code like any (?) or scope_code like any (?))
             order by receipt_id desc limit ?
            """;
    /** A duplicate only points at what the first led to, a conflict is about other bytes, a dry run about none. */
    private static final String FINAL = """
            select * from receipt
             where source = ? and event_id = ?
               and (?::text[] is null or project_code like any (?) or scope_code like any (?))
             order by dry_run, outcome = 'DUPLICATE' or code is not distinct from 'ID_CONFLICT',
                      outcome = 'REJECTED', receipt_id desc
             limit 1
            """;

    /**
     * How far the time in an id may be ahead of the time that stands beside it: ten seconds, and more for what was answered
     * before this table was there.
     */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    private static final String OF_ID = "select * from receipt where receipt_id = ?";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Receipt.Fault>> FAULTS = new TypeReference<>() {};

    private final DataSource database;

    public ReceiptLog(DataSource database) {
        this.database = database;
    }

    /** Adds the receipts for records of one partition, in the transaction that publishes them. */
    public void add(Connection connection, List<KeptReceipt> receipts) throws SQLException {
        if (receipts.isEmpty()) {
            return;
        }
        KeptReceipt first = receipts.getFirst();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns.of(connection, insert, receipts, 1)
                    .same(first.sender())
                    .same(first.time().atOffset(ZoneOffset.UTC))
                    .same(first.receipt().inReplyTo().topic())
                    .same(first.receipt().inReplyTo().partition())
                    .add("text", KeptReceipt::receiptId)
                    .add("text", each -> each.receipt().inReplyTo().source())
                    .add("text", each -> each.receipt().inReplyTo().id())
                    .add("text", KeptReceipt::projectCode)
                    .add("text", KeptReceipt::scopeCode)
                    .add("bigint", each -> each.receipt().inReplyTo().offset())
                    .add("text", each -> each.receipt().inReplyTo().sha256())
                    .add("text", each -> each.receipt().outcome())
                    .add("text", each -> each.receipt().code())
                    .add("boolean", each -> each.receipt().dryRun())
                    .add("bigint", each -> each.receipt().version())
                    .add("text", each -> json(each.receipt().violations()))
                    .add("text", each -> json(each.receipt().warnings()));
            insert.executeUpdate();
        }
    }

    /**
     * The newest first, one more than the page holds.
     *
     * @param before only receipts with a lower id
     * @param scope patterns of the codes that may be seen, of projects or scopes; null for all, those without a code among them
     */
    List<KeptReceipt> find(ReceiptFilter filter, String[] scope, UUID before, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            int next = 1;
            select.setObject(next++, before);
            Instant to = filter.to();
            select.setObject(next++, to == null ? null : CloudEvent.leastId(to.plus(MOST_AHEAD)), Types.OTHER);
            select.setObject(next++, CloudEvent.leastId(filter.from() == null ? Instant.EPOCH : filter.from()));
            for (String each : new String[] {
                filter.source(), filter.id(), filter.sender(), filter.outcome(), filter.code(), filter.projectCode()
            }) {
                select.setString(next++, each);
                select.setString(next++, each);
            }
            for (Instant each : new Instant[] {filter.from(), filter.to()}) {
                OffsetDateTime time = each == null ? null : each.atOffset(ZoneOffset.UTC);
                select.setObject(next++, time);
                select.setObject(next++, time);
            }
            next = bindScope(connection, select, next, scope);
            select.setInt(next, limit + 1);
            return rows(select);
        }
    }

    /** What finally became of an event: its acceptance or staleness if there was one, else the last refusal. */
    Optional<KeptReceipt> finalOf(String source, String id, String[] scope) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FINAL)) {
            select.setString(1, source);
            select.setString(2, id);
            bindScope(connection, select, 3, scope);
            return rows(select).stream().findFirst();
        }
    }

    /** The receipt with this CloudEvents id. */
    public Optional<KeptReceipt> find(UUID receiptId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_ID)) {
            select.setObject(1, receiptId);
            return rows(select).stream().findFirst();
        }
    }

    private static int bindScope(Connection connection, PreparedStatement select, int at, String[] scope)
            throws SQLException {
        for (int i = at; i < at + 3; i++) {
            select.setArray(i, scope == null ? null : connection.createArrayOf("text", scope));
        }
        return at + 3;
    }

    private static List<KeptReceipt> rows(PreparedStatement select) throws SQLException {
        List<KeptReceipt> receipts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                receipts.add(receipt(row));
            }
        }
        return receipts;
    }

    private static KeptReceipt receipt(ResultSet row) throws SQLException {
        String code = row.getString("code");
        List<Receipt.Fault> violations = faults(row.getString("violations"));
        Receipt receipt = new Receipt(
                row.getString("outcome"),
                row.getBoolean("dry_run"),
                row.getObject("version", Long.class),
                new Receipt.InReplyTo(
                        row.getString("source"),
                        row.getString("event_id"),
                        row.getString("topic"),
                        row.getInt("part"),
                        row.getLong("record_offset"),
                        row.getString("sha256")),
                code,
                Receipt.isRetryable(code, violations),
                violations,
                faults(row.getString("warnings")));
        return new KeptReceipt(
                row.getString("receipt_id"),
                row.getString("sender"),
                row.getString("project_code"),
                row.getString("scope_code"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                receipt);
    }

    private static String json(List<Receipt.Fault> faults) {
        try {
            return faults.isEmpty() ? null : JSON.writeValueAsString(faults);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("three texts can always be written", e);
        }
    }

    private static List<Receipt.Fault> faults(String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, FAULTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written here and not readable", e);
        }
    }
}
