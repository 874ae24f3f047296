package org.jixiao.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.difference.ComparedTable;
import org.jixiao.reporting.difference.TableDifferences;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.SpooledTable;

/** Holds a table against what the public has been told of it. */
@ApplicationScoped
public class Disclosing {

    private final Publications publications;

    Disclosing(Publications publications) {
        this.publications = publications;
    }

    /** Whether the public can read one that was certified before; it may, while none is now. */
    public boolean hasEarlier(Connection connection, GoalTable table) throws SQLException {
        return publications.hasSuperseded(
                connection, table.fiscalYear(), table.department().code());
    }

    /** The publication that is certified now; empty when there is none. */
    public Optional<InForce> of(Connection connection, SpooledTable table) throws SQLException {
        GoalTable head = table.head();
        Optional<Kept> kept = publications.inForce(
                connection, head.fiscalYear(), head.department().code());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Summary summary = kept.get().summary();
        try (Content canonical = table.canonical();
                ComparedTable was = Published.compared(connection, summary.number());
                ComparedTable is = Published.compared(canonical.open())) {
            TableDifferences since = TableDifferences.between(was, is);
            return Optional.of(new InForce(summary.number(), summary.sha256(), summary.certifiedAt(), since));
        }
    }
}
