package org.jixiao.reporting.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jixiao.platform.problem.Problem;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.goaltable.SpooledTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may do to an exported workbook before it comes back. */
class WorkbookReadingTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final TableReading reading = new TableReading(JSON);
    private final JsonNode table = example();
    private final byte[] workbook = workbook(table);

    @Test
    void anUneditedWorkbookIsTheSameTable() {
        assertThat(reading.read(workbook)).isEqualTo(Asking.printed(table));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<v>21.00</v>                  | <v>22.5</v>                  | 22.50",
                "<v>21.00</v>                  | <v>21.549999999999997</v>    | 21.55",
                "t=\"n\"><v>21.00</v>          | t=\"str\"><v>1,021.00</v>     | 1021.00",
                "t=\"n\"><v>21.00</v>          | ><f>20+1</f><v>21</v>        | 21.00",
                "t=\"n\"><v>21.00</v>          | >                            |"
            })
    void amountsAreReadAsSpreadsheetsKeepThem(String before, String after, String amount) {
        ObjectNode read = reading.read(edited(workbook, sheet -> sheet.replace(before, after == null ? "" : after)));

        JsonNode project = read.at("/units/0/projects/0");
        assertThat(project.at("/amounts/total").textValue()).isEqualTo(amount);
        assertThat(project.has("yuan")).isEqualTo("21.00".equals(amount));
    }

    @Test
    void anEditedIndicatorsCellDoesAwayWithTheList() {
        ObjectNode read = reading.read(edited(workbook, sheet -> sheet.replace(":&#x2265;55", ":&#x2265;56")));

        JsonNode project = read.at("/units/0/projects/0");
        assertThat(project.get("indicatorsText").asText()).contains("≥56件");
        assertThat(project.has("indicators")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t=\"n\"><v>21.00</v>             | t=\"str\"><v>二十一</v>          | 绩效目标表!B4 | NOT_A_NUMBER",
                "<v>21.00</v>                     | <v>21.005</v>                  | 绩效目标表!B4 | TOO_MANY_DECIMALS",
                "<v>21.00</v>                     | <v>1E+300</v>                  | 绩效目标表!B4 | TOO_LARGE_A_NUMBER",
                "t=\"n\"><v>21.00</v>             | t=\"e\"><v>#REF!</v>            | 绩效目标表!B4 | CELL_ERROR",
                "<t>44010425T000000000001</t>     | <t></t>                        | 绩效目标表!H6 | MISSING_CODE",
                "<t>44010425T000000000001</t>     | <t>1</t>                       | 绩效目标表!H6 | INVALID_CODE",
                "<t>440104019001</t>              | <t>440104019</t>               | 绩效目标表!H5 | DUPLICATE_CODE",
                "&#x4e07;&#x5143;</t>             | &#x5143;</t>                   | 绩效目标表!G2 | OTHER_MONEY_UNIT",
                "<t>&#x603b;&#x8ba1;</t>          | <t>x</t>                       | 绩效目标表!B3 | OTHER_HEADER",
                "<t>440104019</t>                 | <t>440104019001</t>            | 绩效目标表!H5 | DUPLICATE_CODE"
            })
    void whatCannotBeReadIsSaidCellByCell(String before, String after, String cell, String code) {
        Problem problem = refusal(edited(workbook, sheet -> sheet.replaceFirst(before, after)));

        assertThat(problem.code().code()).isEqualTo("INVALID_BODY");
        assertThat(problem.violations()).anySatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo(cell);
            assertThat(violation.code()).isEqualTo(code);
            assertThat(violation.message().zh()).startsWith("单元格 " + cell.substring(6));
        });
    }

    @Test
    void withoutTheDataSheetTheTableIsReadAsFarAsItIsPrinted() {
        ObjectNode read = reading.read(Parts.edited(
                workbook,
                (name, part) -> name.equals("xl/workbook.xml") ? part.replace(escaped("数据"), escaped("别的")) : part));

        assertThat(read.at("/units/0/projects/0/name")).isEqualTo(table.at("/units/0/projects/0/name"));
        assertThat(read.has("asOf")).isFalse();
    }

    @Test
    void anythingElseIsNoWorkbook() {
        byte[] text = "不是工作簿".getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(text).violations().getFirst().code()).isEqualTo("UNREADABLE_WORKBOOK");
        assertThat(refusal(new byte[0]).code().code()).isEqualTo("INVALID_BODY");
    }

    @Test
    void aFileThatUnpacksToTooMuchIsRefusedBeforeItIsRead() {
        byte[] bomb = edited(workbook, sheet -> sheet.replace("<sheetData>", "<sheetData>" + " ".repeat(140 << 20)));

        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(refusal(bomb).code().code()).isEqualTo("TOO_LARGE");
    }

    @Test
    void aCellThatClaimsToBeFarAwayIsRefusedBeforeItIsRead() {
        byte[] far = edited(workbook, sheet -> sheet.replace("r=\"B4\"", "r=\"ZZZZZZ4\""));

        assertThat(refusal(far).code().code()).isEqualTo("TOO_LARGE");
    }

    private Problem refusal(byte[] file) {
        return catchThrowableOfType(Problem.class, () -> reading.read(file));
    }

    private static byte[] workbook(JsonNode table) {
        try (SpooledTable rows = SpooledTable.of(new ByteArrayInputStream(JSON.writeValueAsBytes(table)), JSON)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new TableWorkbook(JSON).write(rows, "0".repeat(64), out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] edited(byte[] workbook, UnaryOperator<String> printedSheet) {
        return Parts.edited(
                workbook, (name, part) -> name.equals("xl/worksheets/sheet1.xml") ? printedSheet.apply(part) : part);
    }

    /** As the library writes it. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(character -> escaped.append("&#x%x;".formatted(character)));
        return escaped.toString();
    }

    private static JsonNode example() {
        try (InputStream in = WorkbookReadingTest.class.getResourceAsStream("/contracts/examples/goal-table.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
