package org.jixiao.reporting.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The partition that a batch came from: it has rows of its own among the totals. */
public record TopicPart(String topic, int part) {

    void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, topic);
        statement.setInt(first + 1, part);
    }
}
