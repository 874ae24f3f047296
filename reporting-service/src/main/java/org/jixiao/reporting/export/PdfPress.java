package org.jixiao.reporting.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Places;

/** Prints PDF documents, a few at a time: each takes some memory and all of a core. */
@ApplicationScoped
class PdfPress {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What more wait for would take longer than their patience. */
    private static final int WAITING_FOR_A_PLACE = 4;

    private final Places places;

    PdfPress(@ConfigProperty(name = "jixiao.exports.pdf-at-once", defaultValue = "2") int atOnce) {
        this.places = new Places(
                atOnce,
                atOnce * WAITING_FOR_A_PLACE,
                PATIENCE,
                Text.of("正在生成的 PDF 过多，请稍后再试", "Too many PDF documents are being made; try again later"));
    }

    /** Fills the sheets and says what stands in their margins. */
    interface Filling {
        Imprint fill(PdfSheets sheets) throws IOException;
    }

    /** @throws Problem UNAVAILABLE when others are printing for too long, or too many wait already */
    void print(Filling filling, OutputStream out) throws IOException {
        try (var _ = places.take(System.nanoTime());
                PdfSheets sheets = new PdfSheets()) {
            Imprint imprint = filling.fill(sheets);
            sheets.finish(imprint, out);
        }
    }
}
