package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.restating.StateSource;

/** The goals, for being published under another epoch. */
@ApplicationScoped
class GoalStates implements StateSource {

    /** Of one that is changed meanwhile the history has another version, and it drops out. */
    private static final String STATES = """
            select project_code, version, history.goal as told, history.recorded_at, cause
              from goal join goal_history as history using (project_code, version)
             where project_code = any (?) order by project_code for update of goal
            """;

    @Override
    public String name() {
        return GoalEvent.TOPIC;
    }

    @Override
    public String keys() {
        return "select project_code from goal where project_code > ? order by project_code limit ?";
    }

    @Override
    public String states() {
        return STATES;
    }

    @Override
    public OutboxMessage message(ResultSet row, long epoch) throws SQLException {
        JsonNode told = JsonNodeFactory.instance.rawValueNode(new RawValue(row.getString("told")));
        Instant recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        return GoalEvent.message(
                row.getString("project_code"),
                row.getLong("version"),
                recordedAt,
                row.getString("cause"),
                told,
                epoch,
                null);
    }
}
