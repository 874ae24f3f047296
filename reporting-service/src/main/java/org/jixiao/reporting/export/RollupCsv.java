package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.Rendering;
import org.jixiao.reporting.rollup.Rollup;

/** A rollup as a flat file; the total is its first line. */
@ApplicationScoped
class RollupCsv implements Rendering<Rollup> {

    private final ObjectMapper json;

    RollupCsv(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public void write(Rollup rollup, String sha256, OutputStream out) throws IOException {
        Grid grid = RollupGrid.of(rollup, json);
        CsvFile file =
                new CsvFile(out, grid.columns().stream().map(Grid.Column::name).toList());
        for (List<String> row : grid.rows()) {
            for (int column = 0; column < row.size(); column++) {
                if (grid.columns().get(column).kind() == Grid.Kind.TEXT) {
                    file.text(row.get(column));
                } else {
                    file.number(row.get(column));
                }
            }
            file.endLine();
        }
        file.finish(Imprint.of(grid, rollup, sha256));
    }
}
