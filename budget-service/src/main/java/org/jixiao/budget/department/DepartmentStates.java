package org.jixiao.budget.department;

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

/** The departments, for being published under another epoch. */
@ApplicationScoped
class DepartmentStates implements StateSource {

    /** Of one that is changed meanwhile the history has another version, and it drops out. */
    private static final String STATES = """
            select department_code, version, history.state as told, history.recorded_at, cause
              from department join department_history as history using (department_code, version)
             where department_code = any (?) order by department_code for update of department
            """;

    @Override
    public String name() {
        return DepartmentEvents.TOPIC;
    }

    @Override
    public String keys() {
        return "select department_code from department where department_code > ? order by department_code limit ?";
    }

    @Override
    public String states() {
        return STATES;
    }

    @Override
    public OutboxMessage message(ResultSet row, long epoch) throws SQLException {
        JsonNode told = JsonNodeFactory.instance.rawValueNode(new RawValue(row.getString("told")));
        Instant recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        return DepartmentEvents.message(
                row.getString("department_code"),
                row.getLong("version"),
                recordedAt,
                row.getString("cause"),
                told,
                epoch,
                null);
    }
}
