package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.difference.ComparedTable;
import org.jixiao.reporting.difference.TableDifferences;
import org.jixiao.reporting.goaltable.GoalTable;

/** Holds a table against what the public has been told of it. */
@ApplicationScoped
public class Disclosing {

    private final Publications publications;
    private final ObjectMapper json;

    Disclosing(Publications publications, ObjectMapper json) {
        this.publications = publications;
        this.json = json;
    }

    /** The publication that is certified now; empty when there is none. */
    public Optional<InForce> of(Connection connection, GoalTable table) throws SQLException {
        Optional<Kept> kept = publications.inForce(
                connection, table.fiscalYear(), table.department().code());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Summary summary = kept.get().summary();
        byte[] canonical = CanonicalJson.of(table, json).bytes();
        try (ComparedTable was = Published.compared(connection, summary.number());
                ComparedTable is = Published.compared(new ByteArrayInputStream(canonical))) {
            TableDifferences since = TableDifferences.between(was, is);
            return Optional.of(new InForce(summary.number(), summary.sha256(), summary.certifiedAt(), since));
        }
    }
}
