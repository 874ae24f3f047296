package org.jixiao.indicator.frame;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames of the database. They are remembered until one of them changes, which each use finds out. */
@ApplicationScoped
public class Frames {

    private static final String REVISION = "select revision from indicator_frame_revision";
    private static final String ALL = """
            select jurisdiction, from_year, frame.name, code, node.name, parent_code, level
              from indicator_frame frame join indicator_frame_node node using (jurisdiction, from_year)
            """;

    private volatile Remembered remembered = new Remembered(-1, new IndicatorFrames(List.of()));

    private record Remembered(long revision, IndicatorFrames frames) {}

    private record Key(String jurisdiction, int fromYear, String name) {}

    /** All frames, as this connection sees them. */
    public IndicatorFrames known(Connection connection) throws SQLException {
        long revision = revision(connection);
        Remembered last = remembered;
        if (last.revision != revision) {
            last = new Remembered(revision, read(connection));
            remembered = last;
        }
        return last.frames;
    }

    private static long revision(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REVISION);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static IndicatorFrames read(Connection connection) throws SQLException {
        Map<Key, List<FrameNode>> nodes = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                nodes.computeIfAbsent(
                                new Key(row.getString(1), row.getInt(2), row.getString(3)), frame -> new ArrayList<>())
                        .add(new FrameNode(row.getString(4), row.getString(5), row.getString(6), row.getInt(7)));
            }
        }
        return new IndicatorFrames(nodes.entrySet().stream()
                .map(each -> new IndicatorFrame(
                        each.getKey().jurisdiction, each.getKey().fromYear, each.getKey().name, each.getValue()))
                .toList());
    }
}
