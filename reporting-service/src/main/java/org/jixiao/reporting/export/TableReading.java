package org.jixiao.reporting.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jboss.logging.Logger;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Reads a workbook that was exported, and perhaps edited, back into the table as its contract has it. */
@ApplicationScoped
class TableReading {

    private static final Logger LOG = Logger.getLogger(TableReading.class);

    private static final Text NO_WORKBOOK = Text.of(
            "不是可读取的 xlsx 工作簿；旧格式 xls 或加密的文件请另存为 xlsx",
            "Not a workbook that can be read; save an xls or an encrypted file as xlsx first");

    private final ObjectMapper json;

    TableReading(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The table in the file. Amounts are in 万元 as printed; exact ones and lists of indicators are there as far as they
     * still agree with what the printed sheet says.
     *
     * @throws Problem INVALID_BODY with the cells that cannot be read, or TOO_LARGE
     */
    ObjectNode read(byte[] workbook) {
        try {
            SafeArchive.check(workbook);
            try (ReadableWorkbook open = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
                return read(open);
            }
        } catch (Problem ours) {
            throw ours;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            // The library answers a broken file with whatever exception it runs into.
            LOG.infof("event=workbook_unreadable cause=%s", e.getClass().getName());
            throw Faults.unreadable(NO_WORKBOOK);
        }
    }

    private ObjectNode read(ReadableWorkbook workbook) throws IOException {
        Sheet printed = workbook.findSheet(Layout.PRINTED_SHEET)
                .orElseThrow(() ->
                        Faults.unreadable(Text.of("没有名为“%s”的工作表", "There is no sheet named %s", Layout.PRINTED_SHEET)));
        Faults faults = new Faults();
        StoredData data = new StoredData(json, faults);
        Optional<Sheet> stored = workbook.findSheet(Layout.DATA_SHEET);
        if (stored.isPresent()) {
            try (Stream<Row> rows = stored.get().openStream()) {
                rows.forEach(data::add);
            }
        }
        PrintedTable table = new PrintedTable(json, data, faults);
        try (Stream<Row> rows = printed.openStream()) {
            rows.forEach(table::add);
        }
        ObjectNode read = table.table();
        faults.refuseIfAny();
        return read;
    }
}
