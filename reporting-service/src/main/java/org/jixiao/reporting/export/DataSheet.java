package org.jixiao.reporting.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.TableRows;

/** What print has no room for, so that a file imports again without loss: JSON, in pieces that a cell can hold. */
final class DataSheet implements TableRows.RowReader {

    static final String HEAD = "HEAD";
    static final String UNIT = "UNIT";
    static final String PROJECT = "PROJECT";
    static final String SHA_256 = "SHA-256";
    static final String CELL_DIGEST = "cellDigest";

    static final int KIND_COLUMN = 0;
    static final int CODE_COLUMN = 1;
    static final int PIECE_COLUMN = 2;
    static final int CONTENT_COLUMN = 3;

    private static final List<String> HEADER =
            List.of("种类", "代码", "第几段", "内容（供重新导入，请勿修改 / for import, not to be changed）");
    private static final List<Integer> WIDTHS = List.of(10, 24, 8, 100);

    /** Each character may grow to seven when it is escaped. */
    private static final int PIECE_CHARACTERS = 4_000;

    private static final ObjectMapper JSON = new JsonMapper();
    private static final int ROWS_IN_MEMORY = 100;

    private final Worksheet sheet;
    private final ObjectMapper json;
    private int row;

    DataSheet(Worksheet sheet, ObjectMapper json) {
        this.sheet = sheet;
        this.json = json;
        for (int column = 0; column < HEADER.size(); column++) {
            sheet.width(column, WIDTHS.get(column));
            sheet.inlineString(row, column, HEADER.get(column));
            sheet.style(row, column).bold().set();
        }
        sheet.freezePane(0, 1);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        row++;
    }

    /** The table without what stands in rows. */
    void head(GoalTable head, String sha256) throws IOException {
        write(SHA_256, head.department().code(), sha256);
        ObjectNode content = json.valueToTree(head.with(List.of()));
        content.remove(List.of("amounts", "units"));
        write(HEAD, head.department().code(), content);
    }

    @Override
    public void unit(GoalTable.Unit unit) throws IOException {
        ObjectNode content = json.valueToTree(unit.with(List.of()));
        content.remove(List.of("amounts", "projects"));
        write(UNIT, unit.unit().code(), content);
    }

    @Override
    public void project(GoalTable.Project project) throws IOException {
        ObjectNode content = (ObjectNode)
                json.readTree(json.writerWithView(GoalTable.Printed.class).writeValueAsBytes(project));
        content.put(CELL_DIGEST, digest(project.indicatorsText()));
        content.remove("projectCode");
        content.remove("amounts");
        dropWhatIsPrinted(content, "name", project.name());
        dropWhatIsPrinted(content, "goal", project.goal());
        dropWhatIsPrinted(content, "indicatorsText", project.indicatorsText());
        write(PROJECT, project.projectCode(), content);
    }

    /** By which a reader sees whether the printed indicators are still those of the list. */
    static String digest(String indicatorsText) {
        return indicatorsText == null
                ? null
                : CanonicalJson.of(List.of(indicatorsText), JSON).sha256();
    }

    /** The printed cell cannot say all of it when it is empty, which looks like none, or very long, which is cut. */
    static boolean isPrintedInFull(String text) {
        return text == null || !text.isEmpty() && Characters.inSheet(text).length() <= Layout.CELL_CHARACTERS;
    }

    void finish() throws IOException {
        // what goes beyond its cell would be printed on page after page beside the table
        sheet.range(0, KIND_COLUMN, row - 1, CONTENT_COLUMN).setName("_xlnm.Print_Area");
        sheet.finish();
    }

    private static void dropWhatIsPrinted(ObjectNode content, String member, String text) {
        if (isPrintedInFull(text)) {
            content.remove(member);
        }
    }

    private void write(String kind, String code, ObjectNode content) throws IOException {
        write(kind, code, json(content));
    }

    private void write(String kind, String code, String content) throws IOException {
        int from = 0;
        for (int piece = 1; from < content.length(); piece++) {
            int to = Math.min(from + PIECE_CHARACTERS, content.length());
            if (to < content.length() && Character.isHighSurrogate(content.charAt(to - 1))) {
                to--;
            }
            sheet.inlineString(row, KIND_COLUMN, kind);
            sheet.inlineString(row, CODE_COLUMN, code);
            sheet.value(row, PIECE_COLUMN, piece);
            sheet.inlineString(row, CONTENT_COLUMN, Characters.inSheet(content.substring(from, to)));
            row++;
            if (row % ROWS_IN_MEMORY == 0) {
                sheet.flush();
            }
            from = to;
        }
    }

    private String json(ObjectNode content) throws JsonProcessingException {
        return json.writeValueAsString(content);
    }
}
