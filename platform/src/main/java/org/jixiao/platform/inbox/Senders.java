package org.jixiao.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.inbox.Sender.Grant;
import org.jixiao.platform.inbox.Sender.Retirement;
import org.jixiao.platform.problem.Page;

/** The registry of sending systems: which regions each may speak for and when, and every version of what was registered. */
@ApplicationScoped
class Senders {

    private static final String IN_FORCE = """
            select r.region_code, s.retired_from
              from (values (?)) as this (sender)
              left join sender s using (sender)
              left join sender_region r
                on r.sender = this.sender and r.valid_from <= ? and (r.valid_to is null or r.valid_to >= ?)
            """;
    private static final String SELECT = """
            select s.*,
                   (select coalesce(json_agg(json_build_object('regionCode', r.region_code, 'from', r.valid_from, 'to', r.valid_to)
                                             order by r.valid_from, r.region_code), '[]')
                      from sender_region r where r.sender = s.sender) as regions
              from sender s
            """;
    private static final String ONE = SELECT + " where s.sender = ?";
    private static final String PAGE = SELECT + " where s.sender > ? order by s.sender limit ?";
    private static final String CREATE = """
            insert into sender (sender, name, contact, version, registered_by, registered_at, changed_by, changed_at)
            values (?, ?, ?, 1, ?, ?, ?, ?) on conflict do nothing
            """;
    private static final String CHANGE = """
            update sender set name = ?, contact = ?, version = ?, changed_by = ?, changed_at = ?,
                   retired_from = ?, retired_reason = ?, retired_by = ?, retired_at = ?
             where sender = ? and version = ?
            """;
    private static final String CLEAR = "delete from sender_region where sender = ?";
    private static final String GRANT =
            "insert into sender_region (sender, region_code, valid_from, valid_to) values (?, ?, ?, ?)";
    private static final String RECORD = """
            insert into sender_version (sender, version, action, changed_by, changed_at, content)
            values (?, ?, ?, ?, ?, ?::jsonb)
            """;

    private static final String ALONE = "select pg_advisory_xact_lock(hashtext('jixiao.sender'), hashtext(?))";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final DataSource database;
    private final Clock clock;

    Senders(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a sender may do today.
     *
     * @param retiredFrom null unless it was retired
     */
    record Standing(Scope scope, LocalDate retiredFrom) {}

    /** Today, in China. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    Standing standingOf(Connection connection, String sender) throws SQLException {
        List<String> regions = new ArrayList<>();
        LocalDate retiredFrom = null;
        try (PreparedStatement select = connection.prepareStatement(IN_FORCE)) {
            select.setString(1, sender);
            select.setObject(2, today());
            select.setObject(3, today());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Optional.ofNullable(rows.getString(1)).ifPresent(regions::add);
                    retiredFrom = rows.getObject(2, LocalDate.class);
                }
            }
        }
        return new Standing(Scope.ofCodes(regions), retiredFrom);
    }

    /** Something that is done for a sender. */
    interface Work<T> {
        T done() throws SQLException;
    }

    /**
     * Does the work while no replica does such work for the same sender. The transaction of the lock holds nothing else, so that
     * the work may take its time; what it saves is committed before the next one begins.
     */
    <T> T alone(String sender, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(ALONE)) {
            connection.setAutoCommit(false);
            try {
                lock.setString(1, sender);
                lock.execute();
                return work.done();
            } finally {
                connection.rollback();
            }
        }
    }

    Optional<Sender> find(String sender) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setString(1, sender);
            return read(select).stream().findFirst();
        }
    }

    /** One more than the page holds, by name. */
    List<Sender> page(Page.Request request) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, request.after());
            select.setInt(2, request.limit() + 1);
            return read(select);
        }
    }

    /**
     * Saves this version, its regions and a copy for the record.
     *
     * @return false when somebody else saved this version before
     */
    @Transactional(rollbackOn = Exception.class)
    boolean save(Sender sender, Sender.Action action) throws SQLException {
        try (Connection connection = database.getConnection()) {
            boolean saved =
                    (action == Sender.Action.REGISTERED ? create(connection, sender) : change(connection, sender)) == 1;
            if (saved) {
                replaceRegions(connection, sender);
                record(connection, sender, action);
            }
            return saved;
        }
    }

    private static int create(Connection connection, Sender sender) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, sender.sender());
            insert.setString(2, sender.name());
            insert.setString(3, sender.contact());
            insert.setString(4, sender.registeredBy());
            insert.setObject(5, utc(sender.registeredAt()));
            insert.setString(6, sender.changedBy());
            insert.setObject(7, utc(sender.changedAt()));
            return insert.executeUpdate();
        }
    }

    private static int change(Connection connection, Sender sender) throws SQLException {
        Retirement retirement = sender.retirement();
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setString(1, sender.name());
            update.setString(2, sender.contact());
            update.setLong(3, sender.version());
            update.setString(4, sender.changedBy());
            update.setObject(5, utc(sender.changedAt()));
            update.setObject(6, retirement == null ? null : retirement.from());
            update.setString(7, retirement == null ? null : retirement.reason());
            update.setString(8, retirement == null ? null : retirement.retiredBy());
            update.setObject(9, retirement == null ? null : utc(retirement.retiredAt()));
            update.setString(10, sender.sender());
            update.setLong(11, sender.version() - 1);
            return update.executeUpdate();
        }
    }

    private static void replaceRegions(Connection connection, Sender sender) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR);
                PreparedStatement grant = connection.prepareStatement(GRANT)) {
            clear.setString(1, sender.sender());
            clear.executeUpdate();
            for (Grant each : sender.regions()) {
                grant.setString(1, sender.sender());
                grant.setString(2, each.regionCode());
                grant.setObject(3, each.from());
                grant.setObject(4, each.to());
                grant.addBatch();
            }
            grant.executeBatch();
        }
    }

    private static void record(Connection connection, Sender sender, Sender.Action action) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            insert.setString(1, sender.sender());
            insert.setLong(2, sender.version());
            insert.setString(3, action.name());
            insert.setString(4, sender.changedBy());
            insert.setObject(5, utc(sender.changedAt()));
            insert.setString(6, JSON.writeValueAsString(sender));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Sender> read(PreparedStatement select) throws SQLException {
        List<Sender> senders = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                senders.add(new Sender(
                        row.getString("sender"),
                        row.getString("name"),
                        row.getString("contact"),
                        JSON.readValue(row.getString("regions"), new TypeReference<>() {}),
                        retirement(row),
                        row.getString("registered_by"),
                        instant(row, "registered_at"),
                        row.getString("changed_by"),
                        instant(row, "changed_at"),
                        row.getLong("version")));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return senders;
    }

    private static Retirement retirement(ResultSet row) throws SQLException {
        LocalDate from = row.getObject("retired_from", LocalDate.class);
        return from == null
                ? null
                : new Retirement(
                        from, row.getString("retired_reason"), row.getString("retired_by"), instant(row, "retired_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
