package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.jixiao.platform.testing.StackResource;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of Yuexiu as files: what was published in 2025 stands in each of them. */
@ServiceTest
class TableFilesTest {

    private static final String TABLE = "/api/v1/goal-tables/2025/" + Yuexiu.DEPARTMENT;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    TableReading reading;

    @BeforeEach
    void tableOfYuexiu() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
    }

    @Test
    void theDocumentSaysAllProjectsAndIndicatorsInTheirOrder() throws IOException {
        try (PDDocument document = Loader.loadPDF(file("pdf"))) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");

            int from = 0;
            for (String piece : everythingPrinted()) {
                int at = text.indexOf(piece, from);
                assertThat(at).as("%s after %s", piece, from).isNotNegative();
                from = at + piece.length();
            }
            assertThat(text).contains("单位：万元", "第1页，共2页", "第2页，共2页", "数据截至2025-02-2009:15:03", hash());
        }
    }

    @Test
    void theDocumentIsA3LandscapeWithAHeaderOnEachPageAndItsFontInside() throws IOException {
        try (PDDocument document = Loader.loadPDF(file("pdf"))) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDPage sheet = document.getPage(page - 1);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document).replaceAll("\\s+", ""))
                        .contains("项目名称（资金使用单位）总计财政拨款财政专户拨款其他资金绩效目标绩效指标");
                assertThat(sheet.getMediaBox().getWidth()).isCloseTo(PDRectangle.A3.getHeight(), within(1));
                assertThat(sheet.getMediaBox().getHeight()).isCloseTo(PDRectangle.A3.getWidth(), within(1));
                for (COSName name : sheet.getResources().getFontNames()) {
                    assertThat(sheet.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
            assertThat(document.getDocumentInformation().getCustomMetadataValue("SHA-256"))
                    .isEqualTo(hash());
        }
    }

    @Test
    void theWorkbookIsTheSameTableAgain() throws IOException {
        JsonNode read = reading.read(file("xlsx"));

        assertThat(read).isEqualTo(Asking.printed(Asking.table(2025, Yuexiu.DEPARTMENT)));
    }

    @Test
    void anUnchangedWorkbookHasNoDifferences() {
        comparison(file("xlsx")).statusCode(200).body("fields", empty()).body("projects", empty());
    }

    @Test
    void whatHasChangedSinceTheExportIsADifference() {
        byte[] exported = file("xlsx");

        Topics.publish(Yuexiu.projects().getFirst().named("改名").at(At.version(2)));

        comparison(exported)
                .statusCode(200)
                .body("projects.kind", contains("CHANGED"))
                .body("projects[0].fields.field", contains("name"))
                .body("projects[0].fields[0].before", equalTo("改名"))
                .body("projects[0].fields[0].after", equalTo("（穗财政[2024]60号）专职人民调解服务项目经费"));
    }

    @Test
    void theFlatFileHasALineForEachIndicatorAndItsAmountsAddUp() throws IOException {
        String text = new String(file("csv"), UTF_8);
        List<CSVRecord> records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text.substring(1)))
                .getRecords();
        CSVRecord last = records.removeLast();

        assertThat(text).startsWith("\uFEFF财政年度,");
        assertThat(records).hasSize(42);
        assertThat(records.stream()
                        .map(record -> record.get("总计（万元）"))
                        .filter(amount -> !amount.isEmpty())
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("799.06");
        assertThat(records.stream().map(record -> record.get("年度指标值"))).contains("≥55件", "'=0", "≤1.8%");
        assertThat(last.get(0)).isEqualTo("#");
        assertThat(last.get(2)).isEqualTo(hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "pdf", "csv"})
    void aFileSaysItsHashAndItsNameAndIsNotSentTwice(String format) {
        Response file = given().get(TABLE + "?format=" + format);
        String disposition = file.header("Content-Disposition");

        assertThat(file.header(Download.HASH_HEADER)).isEqualTo(hash());
        assertThat(disposition).startsWith("attachment; filename=\"goal-table-2025-440104019." + format + "\"");
        assertThat(URLDecoder.decode(disposition.substring(disposition.indexOf("''") + 2), UTF_8))
                .isEqualTo("2025年广州市越秀区司法局项目支出绩效目标表（含转移支付项目）." + format);
        given().header("If-None-Match", file.header("ETag"))
                .get(TABLE + "?format=" + format)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/pdf;q=0.3, text/csv;q=0.9, text/html;q=0.1 | text/csv",
                "application/pdf                                       | application/pdf",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1 | application/vnd",
                "image/png, text/*                                     | text/html"
            })
    void theBestAcceptedFormatIsAnswered(String accept, String type) {
        assertThat(given().header("Accept", accept).get(TABLE).contentType()).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "csv"})
    void equalTablesHaveEqualFiles(String format) {
        assertThat(file(format)).isEqualTo(file(format));
    }

    @Test
    void filesAreChineseWhateverTheCallerReads() {
        byte[] english = given().header("Accept-Language", "en")
                .get(TABLE + "?format=csv")
                .asByteArray();

        assertThat(english).isEqualTo(file("csv"));
    }

    @Test
    void comparingNeedsATokenAndAWorkbookOfThisTable() {
        byte[] workbook = file("xlsx");

        given().contentType(XLSX)
                .body(workbook)
                .post(TABLE + "/comparison")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(reader())
                .contentType("text/csv")
                .body(workbook)
                .post(TABLE + "/comparison")
                .then()
                .statusCode(415);
        given().auth()
                .oauth2(reader())
                .contentType(XLSX)
                .body(workbook)
                .post("/api/v1/goal-tables/2024/" + Yuexiu.DEPARTMENT + "/comparison")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_BODY"));
    }

    private static ValidatableResponse comparison(byte[] workbook) {
        return given().auth()
                .oauth2(reader())
                .contentType(XLSX)
                .body(workbook)
                .post(TABLE + "/comparison")
                .then();
    }

    private static String reader() {
        return StackResource.tokens().token("wang", Set.of("report.read"), Set.of("440000"), Set.of());
    }

    private static byte[] file(String format) {
        return given().get(TABLE + "?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static String hash() {
        return Asking.canonical(Asking.json(TABLE + "?format=json")).sha256();
    }

    private static Offset<Float> within(int points) {
        return Offset.offset((float) points);
    }

    /** Title, department, each project with its goal, each indicator. */
    private static List<String> everythingPrinted() {
        List<String> pieces = new ArrayList<>(List.of("项目支出绩效目标表（含转移支付项目）", "部门名称：广州市越秀区司法局(部门)", "合计799.06799.06"));
        for (int i = 0; i < Yuexiu.projects().size(); i++) {
            JsonNode row = Yuexiu.source().get("projects").get(i);
            pieces.add(row.get("name").asText());
            pieces.add(row.get("performance_goal").asText().replaceAll("\\s+", ""));
            AGoal goal = Yuexiu.goals().get(i);
            for (String item : goal.printedCell().split("(?<=。)(?=[0-9]+、)")) {
                pieces.add(item.replaceAll("\\s+", ""));
            }
        }
        assertThat(pieces).hasSize(3 + 13 + 13 + 42);
        return pieces;
    }
}
