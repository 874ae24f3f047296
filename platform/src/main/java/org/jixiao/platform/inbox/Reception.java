package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jixiao.platform.problem.JsonSchema;

/** What an owner does with the events of its senders. The {@link Intake} has done what is the same for all owners. */
public interface Reception {

    /** The owner's word in topic names: {@code budget.in.<sender>.v1}. */
    String domain();

    /** Event types up to the last word: {@code org.jixiao.budget.project}, followed by {@code .receipt.v1}. */
    String typePrefix();

    /** The types that are taken, each with the closed schema of the whole document. */
    Map<String, JsonSchema> types();

    /** The code of what the event is about; must equal the record key. */
    String key(JsonNode data);

    /**
     * The code by which the sender's authority is judged, and by which people see what became of an event: a region, or what
     * starts with one. Also asked for what no schema has accepted; empty where it cannot be read.
     */
    String scopeCode(JsonNode data);

    /**
     * SQL of every version that there ever was of what events are about: {@code project_code} (what {@link #key} reads),
     * {@code version}, {@code recorded_at} and {@code recorded_by}, the source of an event or a caller's name.
     */
    String versions();

    /**
     * Locks and reads in a few statements what deciding on these events needs.
     *
     * @param events those that passed the intake's checks, in order, dry runs among them
     */
    Sitting open(Connection connection, List<CloudEvent> events) throws SQLException;

    /** Decides one event after the other in memory, then saves everything at once. */
    interface Sitting {

        /** Accepted or rejected; sees the effect of the events decided before, except of dry runs. */
        Outcome decide(CloudEvent event);

        /** Writes what was accepted: state, history and outbox rows, with a handful of statements. */
        void save() throws SQLException;
    }
}
