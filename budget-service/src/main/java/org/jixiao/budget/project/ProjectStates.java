package org.jixiao.budget.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jixiao.platform.outbox.OutboxMessage;
import org.jixiao.platform.restating.StateSource;

/** The projects, for being published under another epoch. */
@ApplicationScoped
class ProjectStates implements StateSource {

    /** Of one that is changed meanwhile the history has another version, and it drops out. */
    private static final String STATES = """
            select history.* from project join project_history as history using (project_code, version)
             where project_code = any (?) order by project_code for update of project
            """;

    @Override
    public String name() {
        return ProjectEvents.TOPIC;
    }

    @Override
    public String keys() {
        return "select project_code from project where project_code > ? order by project_code limit ?";
    }

    @Override
    public String states() {
        return STATES;
    }

    @Override
    public OutboxMessage message(ResultSet row, long epoch) throws SQLException {
        return ProjectEvents.message(entry(row), epoch);
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                LedgerColumn.read(row),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"),
                row.getString("cause"));
    }
}
