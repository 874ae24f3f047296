package org.jixiao.platform;

import io.quarkus.runtime.PreventFurtherStepsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The epoch under which a service publishes. Readers order by (epoch, version): after a restore from a backup, when the
 * service would publish versions again that it has published before, operators raise it.
 */
final class SourceEpoch {

    private static final int EX_CONFIG = 78;
    private static final String RAISE = """
            insert into source_epoch (only_row, epoch) values (true, ?)
            on conflict (only_row) do update set epoch = greatest(source_epoch.epoch, excluded.epoch)
            returning epoch
            """;

    private SourceEpoch() {}

    /**
     * Remembers the epoch as published under.
     *
     * @throws PreventFurtherStepsException with exit code 78 when it is no positive number, or lower than one that this
     *     database has published under already: readers would drop every event
     */
    static void begin(DataSource database, long epoch) throws SQLException {
        if (epoch < 1) {
            throw refused("请把 JIXIAO_SOURCE_EPOCH 设为正整数 / Set JIXIAO_SOURCE_EPOCH to a positive number.");
        }
        long highest;
        try (Connection connection = database.getConnection();
                PreparedStatement raise = connection.prepareStatement(RAISE)) {
            connection.setAutoCommit(true);
            raise.setLong(1, epoch);
            try (ResultSet row = raise.executeQuery()) {
                row.next();
                highest = row.getLong(1);
            }
        }
        if (highest > epoch) {
            throw refused(("请把 JIXIAO_SOURCE_EPOCH 设为 %d 或更大，此数据库已以它发布 / "
                            + "Set JIXIAO_SOURCE_EPOCH to %d or more, under which this database has published already.")
                    .formatted(highest, highest));
        }
    }

    private static PreventFurtherStepsException refused(String sentence) {
        System.err.println(sentence);
        return new PreventFurtherStepsException(sentence, EX_CONFIG);
    }
}
