package org.jixiao.platform.closing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jixiao.platform.closing.Closing.Difference;
import org.jixiao.platform.closing.Closing.Differing;
import org.jixiao.platform.closing.Closing.Reopening;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Reception;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** Holds a sender's statement against the books, keeps the answer, and closes the year when both are equal. */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class ClosingPeriod {

    private static final Logger LOG = Logger.getLogger(ClosingPeriod.class);

    private static final String LONGEST_WAIT = "set local lock_timeout = '10s'";
    private static final String NOT_TAKEN = "55P03";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private static final ProblemCode UNKNOWN_REFERENCE = new ProblemCode(
            "UNKNOWN_REFERENCE", 422, Text.of("引用的对象未登记", "Refers to something that is not registered"));
    private static final ProblemCode STATE_CONFLICT =
            new ProblemCode("STATE_CONFLICT", 422, Text.of("与现有状态冲突", "Conflicts with the present state"));

    private final DataSource database;
    private final Closings closings;
    private final Books books;
    private final Reception reception;
    private final Clock clock;

    ClosingPeriod(DataSource database, Closings closings, Books books, Reception reception, Clock clock) {
        this.database = database;
        this.closings = closings;
        this.books = books;
        this.reception = reception;
        this.clock = clock;
    }

    /**
     * Compares and keeps the answer. A month is compared as of one moment, which the transaction sees; a year is taken
     * alone, so that what was compared is what is closed.
     *
     * @throws Problem UNKNOWN_REFERENCE, or UNAVAILABLE when the year is not free for long
     */
    @Transactional(rollbackOn = Exception.class)
    Closing close(Statement statement, String caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (statement.wholeYear()) {
                take(connection, statement.fiscalYear());
            }
            Closing closing = compare(connection, statement, caller);
            closings.keep(connection, closing, statement.json());
            LOG.infof(
                    "event=period_compared sender=%s period=%s equal=%b closes_year=%b closing=%s",
                    closing.sender(), closing.period(), closing.equal(), closing.closesYear(), closing.closingId());
            return closing;
        }
    }

    /**
     * Opens a closed year again.
     *
     * @throws Problem NOT_FOUND, STATE_CONFLICT when the closing keeps no year closed, SAME_PERSON
     */
    @Transactional(rollbackOn = Exception.class)
    Closing reopen(UUID id, String reason, String caller) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Closing closing = closings.find(connection, id).orElseThrow(Problem::notFound);
            if (closing.closedBy().equals(caller)) {
                throw new Problem(
                        ProblemCode.SAME_PERSON,
                        Text.of("须由关账人以外的人重新开账", "Somebody else than who closed the year has to reopen it"));
            }
            Instant now = now();
            if (!closings.reopen(connection, id, new Reopening(reason, caller, now))) {
                throw new Problem(STATE_CONFLICT, Text.of("该次关账没有使年度处于关账状态", "This closing keeps no year closed"));
            }
            LOG.infof(
                    "event=year_reopened sender=%s year=%d closing=%s",
                    closing.sender(), closing.fiscalYear(), closing.closingId());
            return closings.find(connection, id).orElseThrow();
        }
    }

    private Closing compare(Connection connection, Statement statement, String caller) throws SQLException {
        String sender = statement.sender();
        String topic = reception.domain() + ".in." + sender + ".v1";
        Holdings holdings = new Holdings(connection, books, sender, topic, statement.fiscalYear());
        requireKnown(holdings);
        ObjectNode found = holdings.figures();
        List<Difference> differences = Comparison.differences(statement.figures(), found);
        List<Differing> projects = statement.json().has("projects")
                ? Comparison.projects(statement.json().get("projects"), holdings.projects())
                : null;
        boolean equal = differences.isEmpty() && (projects == null || projects.isEmpty());
        boolean open = !closings.isClosed(connection, statement.fiscalYear(), sender);
        Instant now = now();
        return new Closing(
                CloudEvent.newId(now),
                sender,
                statement.fiscalYear(),
                statement.period(),
                equal,
                equal && open && statement.wholeYear(),
                now,
                caller,
                null,
                statement.figures(),
                found,
                differences,
                projects,
                holdings.candidates(),
                holdings.readUpTo());
    }

    /** As exactly as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void take(Connection connection, int fiscalYear) throws SQLException {
        try (java.sql.Statement sql = connection.createStatement()) {
            sql.execute(LONGEST_WAIT);
        }
        try {
            ClosedYears.take(connection, fiscalYear);
        } catch (SQLException e) {
            if (NOT_TAKEN.equals(e.getSQLState())) {
                throw Problem.unavailable(
                        Text.of("该年度正在写入，请稍后再试", "The year is being written to, try again in a moment"), RETRY_AFTER);
            }
            throw e;
        }
    }

    /** A mistyped name would find nothing, and nothing might be what was stated. */
    private static void requireKnown(Holdings holdings) throws SQLException {
        if (!holdings.isKnown()) {
            Text text = Text.of("没有登记这一报送系统", "No such sending system is registered");
            Violation violation = new Violation("/sender", UNKNOWN_REFERENCE.code(), text);
            throw new Problem(UNKNOWN_REFERENCE, text, List.of(violation));
        }
    }
}
