package org.jixiao.reporting.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * RFC 4180 in UTF-8 with a byte order mark, which spreadsheets need to read Chinese. The last line begins with {@code #}
 * and says the SHA-256 of the canonical JSON, the time of the content, what it is of and how far it goes. Blanks are empty. A text that a spreadsheet
 * would take for a formula begins with an apostrophe; a character that XML cannot hold is U+FFFD, as in the other formats.
 */
final class CsvFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CSVFormat RFC_4180 = CSVFormat.RFC4180;

    private final int columns;
    private final Writer writer;
    private final CSVPrinter printer;

    CsvFile(OutputStream out, List<String> header) throws IOException {
        columns = header.size();
        writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        printer = new CSVPrinter(writer, RFC_4180);
        printer.printRecord(header);
    }

    /** Cells of text; null for a blank. */
    void text(String... texts) throws IOException {
        for (String text : texts) {
            printer.print(text == null ? null : Characters.inCsv(text));
        }
    }

    /** A cell with a number, which may be negative; null for a blank. */
    void number(String number) throws IOException {
        printer.print(number);
    }

    void endLine() throws IOException {
        printer.println();
    }

    /** Adds the last line and leaves the stream open. */
    void finish(Imprint imprint) throws IOException {
        List<String> last = Arrays.asList(
                "#",
                "SHA-256",
                imprint.sha256(),
                "数据截至",
                Objects.toString(imprint.asOf(), null),
                Characters.inCsv(imprint.subject()),
                imprint.state());
        for (int column = 0; column < Math.max(columns, last.size()); column++) {
            printer.print(column < last.size() ? last.get(column) : null);
        }
        endLine();
        writer.flush();
    }
}
