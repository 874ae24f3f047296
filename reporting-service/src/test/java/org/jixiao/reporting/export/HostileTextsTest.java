package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that mean something else to a spreadsheet, that XML cannot hold, that are very long. */
@ServiceTest
class HostileTextsTest {

    private static final String DEPARTMENT = "440111002";
    private static final String TABLE = "/api/v1/goal-tables/2025/" + DEPARTMENT;

    private static final List<String> NAMES = List.of(
            "=HYPERLINK(\"http://example.org\",\"x\")",
            "+1+1",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1＋1",
            "_x0041_ 与 <b>&amp;\"引号\",逗号",
            " 两端有空格 ",
            "控制字符\u0001\u0008\u001F之后",
            "换\r\n行",
            "𠮷野家\uFFFE粘\u200B\u200C\u200D\uFEFF\uFE0F\u2060\u00AD贴\u2028文\u2029字");

    private static final String LONG_GOAL = "按时完成各项任务，确保资金使用规范高效；".repeat(250);

    @Inject
    TableReading reading;

    @BeforeEach
    void projectsWithSuchNames() throws SQLException {
        ReadModel.empty();
        Topics.publish(ADepartment.of(DEPARTMENT).event());
        for (int i = 0; i < NAMES.size(); i++) {
            Topics.publish(AProject.of(DEPARTMENT, i + 1).named(NAMES.get(i)).event());
        }
        AProject last = AProject.of(DEPARTMENT, NAMES.size() + 1);
        Topics.publish(last.event(), AGoal.of(last, 300).stating(LONG_GOAL).event());
    }

    @Test
    void areTextsInTheWorkbookAndComeBackAsTheyWere() throws IOException {
        byte[] workbook = file("xlsx");

        JsonNode read = reading.read(workbook);

        assertThat(Parts.of(workbook).values()).hasSizeGreaterThan(5).noneMatch(part -> part.contains("<f>"));
        assertThat(read).isEqualTo(Asking.printed(Asking.table(2025, DEPARTMENT)));
        assertThat(names(read)).startsWith(NAMES.toArray(String[]::new));
    }

    @Test
    void areNoFormulasInTheFlatFile() throws IOException {
        List<CSVRecord> records = CSVFormat.RFC4180
                .parse(new StringReader(new String(file("csv"), UTF_8).substring(1)))
                .getRecords();

        assertThat(records.stream().flatMap(CSVRecord::stream))
                .noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(cell.charAt(0)) >= 0);
        assertThat(records.stream().map(record -> record.get(6)))
                .contains("'" + NAMES.getFirst(), "'\r=1", "控制字符\uFFFD\uFFFD\uFFFD之后", NAMES.get(7));
        assertThat(records.stream().map(record -> record.get(11))).contains(LONG_GOAL);
    }

    @Test
    void arePrintedInFullAndWithoutWhatTheFontHasNot() throws IOException {
        try (PDDocument document = Loader.loadPDF(file("pdf"))) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");

            assertThat(text).contains("=HYPERLINK(", "控制字符□□□之后", "□野家□粘贴文字");
            assertThat(text.split("按时完成各项任务", -1)).hasSize(251);
            assertThat(text).contains("300、");
        }
    }

    private static Stream<String> names(JsonNode table) {
        return Asking.texts(table.at("/units/0/projects"), "name").stream();
    }

    private static byte[] file(String format) {
        return given().get(TABLE + "?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }
}
