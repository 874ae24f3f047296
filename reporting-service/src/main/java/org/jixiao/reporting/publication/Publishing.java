package org.jixiao.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.GoalTables;

/** The steps of a publication: publish, certify by another person, revert. */
@ApplicationScoped
class Publishing {

    private final Publications publications;
    private final Published published;
    private final GoalTables tables;
    private final Snapshots snapshots;
    private final Clock clock;

    Publishing(Publications publications, Published published, GoalTables tables, Snapshots snapshots, Clock clock) {
        this.publications = publications;
        this.published = published;
        this.tables = tables;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** The table as it stands now, in Chinese, ready to be published; empty when there is none. To be closed. */
    Optional<Frozen> frozen(int year, String departmentCode) {
        return snapshots
                .read(connection -> tables.spool(connection, year, departmentCode, Language.CHINESE))
                .map(table -> {
                    try (table) {
                        return new Frozen(table.head(), table.canonical(), table.sha256());
                    }
                });
    }

    /** Keeps a table under the next number. */
    String publish(Connection connection, Frozen frozen, String by) throws SQLException {
        GoalTable table = frozen.head();
        publications.alone(connection, table.fiscalYear(), table.department().code());
        return publications.add(
                connection,
                new Kept.Draft(
                        table.fiscalYear(),
                        table.department().code(),
                        table.department().name(),
                        frozen.canonical(),
                        frozen.sha256(),
                        table.asOf(),
                        by,
                        now()));
    }

    /**
     * Puts a publication in force; the one that was in force before is superseded.
     *
     * @throws Problem PRECONDITION_FAILED, WRONG_STATE, SAME_PERSON, and those of {@link OpenErrors}
     */
    void certify(Connection connection, Kept seen, Precondition precondition, List<Waiver> waivers, String by)
            throws SQLException {
        Kept publication = alone(connection, seen, precondition);
        Summary summary = publication.summary();
        require(summary.state() == State.PUBLISHED);
        if (summary.publishedBy().equals(by)) {
            throw new Problem(ProblemCode.SAME_PERSON, Text.of("公开人不能审定自己的公开", "Whoever published cannot certify"));
        }
        Optional<Kept> inForce = publications.inForce(connection, summary.fiscalYear(), summary.departmentCode());
        if (inForce.isPresent() && inForce.get().ordinal() > publication.ordinal()) {
            throw new Problem(
                    ProblemCode.WRONG_STATE,
                    Text.of(
                            "较新的公开 %s 已审定",
                            "The newer publication %s is certified",
                            inForce.get().number()));
        }
        new OpenErrors(published.findings(connection, publication.number())).requireWaived(waivers);
        Instant at = now();
        if (inForce.isPresent()) {
            publications.supersede(connection, inForce.get().number(), publication.number(), by, at);
        }
        publications.certify(connection, publication.number(), waivers, by, at);
    }

    /**
     * Takes a publication back. One that is in force is taken back by who may certify.
     *
     * @throws Problem PRECONDITION_FAILED, WRONG_STATE, FORBIDDEN
     */
    void revert(
            Connection connection, Kept seen, Precondition precondition, String reason, boolean mayCertify, String by)
            throws SQLException {
        Kept publication = alone(connection, seen, precondition);
        State state = publication.summary().state();
        require(state == State.PUBLISHED || state == State.CERTIFIED);
        if (state == State.CERTIFIED && !mayCertify) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    Text.of("已审定的公开由审定角色撤回", "What is certified is reverted by who may certify"));
        }
        publications.revert(connection, publication.number(), reason, by, now());
    }

    /** Waits for whoever takes a step with the same table, and holds what the caller has seen against what is there then. */
    private Kept alone(Connection connection, Kept seen, Precondition precondition) throws SQLException {
        publications.alone(
                connection, seen.summary().fiscalYear(), seen.summary().departmentCode());
        Kept publication = publications.find(connection, seen.number()).orElseThrow(Problem::notFound);
        if (!precondition.equals(new Precondition.Seen(publication.version()))) {
            throw Precondition.stale();
        }
        return publication;
    }

    private static void require(boolean rightState) {
        if (!rightState) {
            throw new Problem(ProblemCode.WRONG_STATE, ProblemCode.WRONG_STATE.title());
        }
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
