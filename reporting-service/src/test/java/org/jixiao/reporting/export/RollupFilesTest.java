package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollups as files: the total first, then the rows, in exact 元. */
@ServiceTest
class RollupFilesTest {

    private static final String ROLLUP = "/api/v1/rollups?year=2025&region=440104&by=department";

    private static final String STATE = "数据截至 2025-02-20 09:15:03（北京时间）；口径：批复；完整";

    @BeforeEach
    void tableOfYuexiu() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
    }

    @Test
    void theFlatFileSaysTheTotalAndItsHash() {
        List<String> lines = new String(file("csv"), UTF_8).substring(1).lines().toList();

        assertThat(lines.getFirst()).startsWith("代码,名称,总计（批复，元）");
        assertThat(lines.get(1)).startsWith("440104,合计,7990600.00,7990600.00,,");
        assertThat(lines.get(2)).startsWith("440104019,广州市越秀区司法局,7990600.00,7990600.00,,");
        assertThat(lines.getLast())
                .startsWith("\"#\",SHA-256," + hash())
                .contains("项目支出绩效目标汇总表 2025 年度 越秀区（440104），按部门," + STATE);
    }

    @Test
    void lampsAndGradesAreColumnsAsSoonAsThereAreAny() {
        assertThat(new String(file("csv"), UTF_8)).doesNotContain("红灯项目");
        Topics.publish(AnAssessment.of(Yuexiu.projects().getFirst())
                .monitored(9, "11 RED")
                .evaluated("96.50", "EXCELLENT")
                .event());

        List<String> lines = new String(file("csv"), UTF_8).lines().toList();

        assertThat(lines.getFirst()).endsWith("红灯项目,黄灯项目,绿灯项目,蓝灯项目,未监控项目,优,良,中,差,未自评,自评得分之和,自评平均分,计入合计");
        assertThat(lines.get(2)).endsWith("1,0,0,0,12,1,0,0,0,12,96.50,96.50,是");
    }

    @Test
    void theWorkbookHoldsNumbers() throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file("xlsx")))) {
            List<Row> rows = workbook.getFirstSheet().read();

            assertThat(rows.get(2).getCellText(0)).isEqualTo(STATE);
            assertThat(rows.get(4).getCellAsNumber(2)).contains(new BigDecimal("7990600.00"));
            assertThat(rows.get(5).getCellText(1)).isEqualTo("广州市越秀区司法局");
            assertThat(rows.get(5).getCellAsNumber(4)).isEmpty();
        }
    }

    @Test
    void theDocumentIsReadable() throws IOException {
        try (PDDocument document = Loader.loadPDF(file("pdf"))) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", ""))
                    .contains(
                            "项目支出绩效目标汇总表",
                            "2025年度越秀区（440104），按部门",
                            "440104019",
                            "广州市越秀区司法局",
                            "7990600.00",
                            "第1页，共1页",
                            hash());
        }
    }

    /** Of a year that is over, which is judged as of its end. */
    @Test
    void theMonthByWhichLampsOfMoneyJudgeIsSaid() {
        String rollup = "/api/v1/rollups?year=2025&region=440104&by=money-lamp";

        Response file = given().get(rollup + "&format=csv");

        assertThat(file.asString()).contains("，按资金灯，截至 12 月,");
        assertThat(file.header("Content-Disposition"))
                .contains(
                        "rollup-2025-440104-money-lamp-12.csv",
                        URLEncoder.encode("（按资金灯，截至 12 月）.csv", UTF_8).replace("+", "%20"));
        assertThat(Asking.json(rollup).at("/links/self").asText()).isEqualTo(rollup + "&month=12");
    }

    @Test
    void filesSayWhichMoneyTheyShow() throws IOException {
        byte[] executed = given().get(ROLLUP + "&basis=executed&format=pdf").asByteArray();

        try (PDDocument document = Loader.loadPDF(executed)) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", ""))
                    .contains("口径：执行", "总计（执行，元）", "计入合计")
                    .doesNotContain("口径：批复");
        }
    }

    @Test
    void namesThatASpreadsheetWouldReckonWithAreTexts() throws IOException {
        Topics.publish(
                ADepartment.of("440104031")
                        .named("=HYPERLINK(\"http://example.org\")")
                        .event(),
                AProject.of("440104031", 1).event());

        String lines = new String(file("csv"), UTF_8);
        byte[] workbook = file("xlsx");

        assertThat(lines).contains("440104031,\"'=HYPERLINK(");
        assertThat(Parts.of(workbook).values()).isNotEmpty().noneMatch(part -> part.contains("<f>"));
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(read.getFirstSheet().read().stream().map(row -> row.getCellText(1)))
                    .contains("=HYPERLINK(\"http://example.org\")");
        }
    }

    @Test
    void theFormatIsByAcceptToo() {
        assertThat(given().header("Accept", "text/csv, application/json;q=0.5")
                        .get(ROLLUP)
                        .contentType())
                .startsWith("text/csv");
        given().get(ROLLUP + "&format=html").then().statusCode(400).body("violations.pointer", contains("?format"));
        given().header("Accept", "text/html")
                .get(ROLLUP)
                .then()
                .statusCode(406)
                .body("code", equalTo("NOT_ACCEPTABLE"));
    }

    @Test
    void theHashIsThatOfTheJson() {
        assertThat(given().get(ROLLUP + "&format=csv").header(Download.HASH_HEADER))
                .isEqualTo(hash());
    }

    @Test
    void theHashOfManyRowsIsThatOfTheFirstPageWithTheRowsOfAll() {
        String department = "440104030";
        Topics.publish(IntStream.rangeClosed(1, 501)
                .mapToObj(number -> AProject.of(department, number)
                        .in(department + "%03d".formatted(number))
                        .event())
                .toList());
        String rollup = "/api/v1/rollups?year=2025&department=" + department + "&by=unit";

        String told = given().get(rollup + "&format=csv").header(Download.HASH_HEADER);

        ObjectNode first = (ObjectNode) Asking.json(rollup);
        JsonNode second = Asking.json(first.at("/links/next").asText());
        first.withArray("rows").addAll((ArrayNode) second.get("rows"));
        first.putNull("nextCursor").withObject("links").putNull("next");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(told)
                .isEqualTo(CanonicalJson.of(first.toString().getBytes(UTF_8)).sha256());
    }

    private static byte[] file(String format) {
        return given().get(ROLLUP + "&format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static String hash() {
        return CanonicalJson.of(given().get(ROLLUP).asByteArray()).sha256();
    }
}
