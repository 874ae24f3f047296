package org.jixiao.reporting.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.dhatim.fastexcel.reader.Row;
import org.jixiao.platform.problem.Text;

/** What the second sheet keeps, by kind and code; nothing when the sheet is gone. */
final class StoredData {

    private final ObjectMapper json;
    private final Faults faults;
    private final Map<String, StringBuilder> pieces = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();

    StoredData(ObjectMapper json, Faults faults) {
        this.json = json;
        this.faults = faults;
    }

    /** The pieces of one content follow each other. */
    void add(Row row) {
        String kind = row.getCellText(DataSheet.KIND_COLUMN);
        String key = kind.equals(DataSheet.HEAD) ? kind : key(kind, row.getCellText(DataSheet.CODE_COLUMN));
        pieces.computeIfAbsent(key, anew -> new StringBuilder())
                .append(Characters.fromSheet(row.getCellText(DataSheet.CONTENT_COLUMN)));
        rows.putIfAbsent(key, row.getRowNum() - 1);
    }

    /** Of the table itself; an empty object when it is not kept. */
    ObjectNode head() {
        return at(DataSheet.HEAD);
    }

    ObjectNode unit(String code) {
        return at(key(DataSheet.UNIT, code));
    }

    ObjectNode project(String code) {
        return at(key(DataSheet.PROJECT, code));
    }

    private ObjectNode at(String key) {
        StringBuilder content = pieces.remove(key);
        if (content == null) {
            return json.createObjectNode();
        }
        try {
            JsonNode node = json.readTree(content.toString());
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException brokenByHand) {
            // answered below, as anything else that is no object
        }
        faults.add(
                Layout.DATA_SHEET,
                rows.get(key),
                DataSheet.CONTENT_COLUMN,
                "CHANGED_DATA",
                Text.of(
                        "“数据”表的内容被改动，不能读取；删除整张“数据”表也可以导入",
                        "The sheet 数据 was changed and cannot be read; a file without that sheet can"));
        return json.createObjectNode();
    }

    private static String key(String kind, String code) {
        return kind + " " + code;
    }
}
