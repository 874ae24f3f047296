package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a workbook tells the printer and the screen: paper, repeated header, frozen panes, area. */
@ServiceTest
class PrintedSheetTest {

    private static final String A3 = "8";

    private static final String TABLE = "/api/v1/goal-tables/2025/" + Yuexiu.DEPARTMENT;
    private static final String ROLLUP = "/api/v1/rollups?year=2025&region=440104&by=department";

    @BeforeEach
    void tableOfYuexiu() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
    }

    @ParameterizedTest
    @CsvSource({TABLE, ROLLUP})
    void aSheetIsPrintedOnA3LandscapeAsWideAsOnePageAndAsLongAsItIs(String address) {
        Element sheet = sheet(workbook(address));

        assertThat(sheet.expectFirst("pageSetup").attributes().asList().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .contains("paperSize=\"" + A3 + "\"", "orientation=\"landscape\"")
                .contains("fitToWidth=\"1\"", "fitToHeight=\"0\"");
        assertThat(sheet.expectFirst("sheetPr > pageSetUpPr").attr("fitToPage")).isIn("1", "true");
    }

    @Test
    void theHeaderOfATableIsOnEachPageAndStaysOnTheScreenWithTheNames() {
        byte[] workbook = workbook(TABLE);

        assertThat(named(workbook, "Print_Titles")).containsExactly("'绩效目标表'!$3:$3");
        assertThat(header(workbook, 3)).startsWith("项目名称（资金使用单位）", "总计").endsWith("代码");
        assertThat(pane(workbook)).isEqualTo("frozen 1 3 B4");
    }

    /** Title, department, header, 合计, one unit, 13 projects; the codes stand beside it. */
    @Test
    void ofATableAllRowsArePrintedAndNoCodes() {
        assertThat(named(workbook(TABLE), "Print_Area")).containsExactly("'绩效目标表'!$A$1:$G$18");
    }

    @Test
    void theHeaderOfARollupIsOnEachPageAndStaysOnTheScreenWithTheNames() {
        byte[] workbook = workbook(ROLLUP);

        assertThat(named(workbook, "Print_Titles")).containsExactly("'汇总'!$4:$4");
        assertThat(header(workbook, 4)).startsWith("代码", "名称").endsWith("计入合计");
        assertThat(pane(workbook)).isEqualTo("frozen 2 4 C5");
    }

    /** Title, heading, state, header, 合计, one department. */
    @Test
    void ofARollupAllRowsArePrinted() {
        byte[] workbook = workbook(ROLLUP);

        char last = (char) ('A' + header(workbook, 4).size() - 1);
        assertThat(named(workbook, "Print_Area")).containsExactly("'汇总'!$A$1:$" + last + "$6");
    }

    private static byte[] workbook(String address) {
        return given().urlEncodingEnabled(false)
                .get(address + (address.contains("?") ? "&" : "?") + "format=xlsx")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static Element sheet(byte[] workbook) {
        return Parts.xml(workbook, "xl/worksheets/sheet1.xml");
    }

    private static List<String> header(byte[] workbook, int row) {
        return sheet(workbook).select("sheetData > row[r=" + row + "] > c").eachText();
    }

    private static String pane(byte[] workbook) {
        Element pane = sheet(workbook).expectFirst("sheetViews > sheetView > pane");
        return String.join(" ", pane.attr("state"), pane.attr("xSplit"), pane.attr("ySplit"), pane.attr("topLeftCell"));
    }

    /** What the name means on the first sheet. */
    private static List<String> named(byte[] workbook, String name) {
        return Parts.xml(workbook, "xl/workbook.xml")
                .select("definedName[name=_xlnm." + name + "][localSheetId=0]")
                .eachText();
    }
}
