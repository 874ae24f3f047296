package org.jixiao.reporting.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Prints PDF documents, a few at a time: each takes some memory and all of a core. */
@ApplicationScoped
class PdfPress {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What more wait for would take longer than their patience. */
    private static final int WAITING_FOR_A_PLACE = 4;

    private final Semaphore places;
    private final int mostWaiting;

    PdfPress(@ConfigProperty(name = "jixiao.exports.pdf-at-once", defaultValue = "2") int atOnce) {
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = atOnce * WAITING_FOR_A_PLACE;
    }

    /** Fills the sheets and says what stands in their margins. */
    interface Filling {
        Imprint fill(PdfSheets sheets) throws IOException;
    }

    /** @throws Problem UNAVAILABLE when others are printing for too long, or too many wait already */
    void print(Filling filling, OutputStream out) throws IOException {
        acquire();
        try (PdfSheets sheets = new PdfSheets()) {
            Imprint imprint = filling.fill(sheets);
            sheets.finish(imprint, out);
        } finally {
            places.release();
        }
    }

    private void acquire() {
        try {
            if (places.getQueueLength() < mostWaiting && places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.unavailable(
                Text.of("正在生成的 PDF 过多，请稍后再试", "Too many PDF documents are being made; try again later"), PATIENCE);
    }
}
