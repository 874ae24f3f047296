package org.jixiao.platform.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.access.Scope;

/** The registry of sending systems: which regions each may speak for, and when. */
@ApplicationScoped
class Senders {

    private static final String IN_FORCE = """
            select region_code from sender_region
             where sender = ? and valid_from <= ? and (valid_to is null or valid_to >= ?)
            """;
    private static final String OF_SENDER =
            "select region_code, valid_from, valid_to from sender_region where sender = ? order by valid_from, region_code";
    private static final String CLEAR = "delete from sender_region where sender = ?";
    private static final String GRANT =
            "insert into sender_region (sender, region_code, valid_from, valid_to) values (?, ?, ?, ?)";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final DataSource database;
    private final Clock clock;

    Senders(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A region that a sender may speak for, from and to the given days, both included. */
    @Schema(name = "SenderRegion")
    public record Grant(String regionCode, LocalDate from, LocalDate to) {}

    /** What the sender may speak for today, the day being that of China. */
    Scope scopeOf(Connection connection, String sender) throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), CHINA);
        List<String> regions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(IN_FORCE)) {
            select.setString(1, sender);
            select.setObject(2, today);
            select.setObject(3, today);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    regions.add(rows.getString(1));
                }
            }
        }
        return Scope.ofCodes(regions);
    }

    /** What the sender was ever granted; empty when it is not known. */
    List<Grant> grantsOf(String sender) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_SENDER)) {
            select.setString(1, sender);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    grants.add(new Grant(
                            rows.getString(1), rows.getObject(2, LocalDate.class), rows.getObject(3, LocalDate.class)));
                }
            }
        }
        return grants;
    }

    /** Replaces the sender's grants; takes part in the caller's transaction. */
    void register(String sender, List<Grant> grants) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement clear = connection.prepareStatement(CLEAR);
                PreparedStatement grant = connection.prepareStatement(GRANT)) {
            clear.setString(1, sender);
            clear.executeUpdate();
            for (Grant each : grants) {
                grant.setString(1, sender);
                grant.setString(2, each.regionCode);
                grant.setObject(3, each.from);
                grant.setObject(4, each.to);
                grant.addBatch();
            }
            grant.executeBatch();
        }
    }
}
