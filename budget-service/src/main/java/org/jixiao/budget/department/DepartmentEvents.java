package org.jixiao.budget.department;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jixiao.budget.region.Stay;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.RequestTrace;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;

/** Tells the world what a department is called, where it lies and which units it has, and keeps what was told. */
@ApplicationScoped
class DepartmentEvents {

    static final String TOPIC = "budget.departments.v1";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String KEEP = """
            insert into department_history (department_code, version, state, recorded_at, recorded_by, cause)
            values (?, ?, ?::jsonb, ?, ?, ?)
            """;

    private final DataSource database;
    private final Outbox outbox;
    private final EventsConfig config;
    private final RequestTrace trace;
    private final Clock clock;

    DepartmentEvents(DataSource database, Outbox outbox, EventsConfig config, RequestTrace trace, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.config = config;
        this.trace = trace;
        this.clock = clock;
    }

    /**
     * Adds history and event of the department's present version to the running transaction.
     *
     * @param stays where it has lain, one after the other, at least one
     * @param units ordered by code
     */
    void record(DepartmentEntity department, List<Stay> stays, List<SpendingUnitEntity> units, String caller)
            throws SQLException {
        Instant now = clock.instant();
        String cause = CloudEvent.newId(now);
        ObjectNode data = data(department, stays, LocalDate.ofInstant(now, CHINA), units);
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, department.departmentCode);
            keep.setLong(2, department.version);
            keep.setString(3, data.toString());
            keep.setObject(4, now.atOffset(ZoneOffset.UTC));
            keep.setString(5, caller);
            keep.setString(6, cause);
            keep.executeUpdate();
            outbox.append(
                    connection,
                    List.of(message(
                            department.departmentCode,
                            department.version,
                            now,
                            cause,
                            data,
                            config.sourceEpoch(),
                            trace.traceparent())));
        }
    }

    private static void put(ArrayNode list, Stay stay) {
        stay.regions()
                .forEach(region ->
                        list.addObject().put("regionCode", region.regionCode()).put("name", region.name()));
    }

    /** @param data what was told */
    static OutboxMessage message(
            String departmentCode,
            long version,
            Instant recordedAt,
            String cause,
            JsonNode data,
            long epoch,
            String traceparent) {
        return new CloudEvent(
                        CloudEvent.newId(recordedAt),
                        "urn:jixiao:service:budget-service",
                        "org.jixiao.budget.department.changed.v1",
                        "department/" + departmentCode,
                        recordedAt.atOffset(ZoneOffset.UTC),
                        "urn:jixiao:schema:budget.department.changed:1.0",
                        version,
                        epoch,
                        departmentCode,
                        cause,
                        false,
                        data,
                        traceparent)
                .toMessage(TOPIC);
    }

    private static ObjectNode data(
            DepartmentEntity department, List<Stay> stays, LocalDate today, List<SpendingUnitEntity> units) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("departmentCode", department.departmentCode).put("name", department.name);
        Stay present =
                stays.stream().filter(stay -> stay.covers(today)).findFirst().orElse(stays.getLast());
        put(data.putArray("regions"), present);
        if (stays.size() > 1 || !present.isAlways()) {
            ArrayNode memberships = data.putArray("memberships");
            for (Stay stay : stays) {
                ObjectNode membership = memberships
                        .addObject()
                        .put("from", Objects.toString(stay.from(), null))
                        .put("to", Objects.toString(stay.to(), null));
                put(membership.putArray("regions"), stay);
            }
        }
        ArrayNode unitNodes = data.putArray("units");
        units.forEach(
                unit -> unitNodes.addObject().put("unitCode", unit.unitCode).put("name", unit.name));
        return data;
    }
}
