package org.jixiao.reporting.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser; the reference table is the only one there is. */
@ServiceTest
class PageTest {

    private static Chromium chromium;

    @TestHTTPResource("/")
    URI address;

    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void onlyTheReferenceTable() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
        context = chromium.browser().newContext();
        page = context.newPage();
        page.setViewportSize(1600, 1000);
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> addresses.add(request.url()));
    }

    @AfterEach
    void closeBrowser() {
        context.close();
    }

    @Test
    void startPageShowsTheOnlyTableAsPrinted() {
        Response response = open("");

        assertThat(response.status()).isEqualTo(200);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
        assertThat(page.locator("h1").textContent()).isEqualTo("项目支出绩效目标表（含转移支付项目）");
        assertThat(page.locator(".printed .head span").allTextContents())
                .containsExactly("部门名称：广州市越秀区司法局(部门)", "单位：万元");
        assertThat(page.locator(".goals thead th").allTextContents())
                .containsExactly("项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标");
        assertThat(rows()).isEqualTo(printedRows());
        page.screenshot(
                new ScreenshotOptions().setPath(Path.of("target", "page.png")).setFullPage(true));
    }

    @Test
    void nothingIsLoadedFromElsewhereAndTheBrowserHasNothingToSay() {
        Response response = open("");

        assertThat(addresses)
                .hasSizeGreaterThan(1)
                .allSatisfy(each -> assertThat(each).startsWith(address.toString()));
        assertThat(complaints).isEmpty();
        assertThat(response.headerValue("content-security-policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                        + " base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.locator("script, [style], [onclick]").count()).isZero();
    }

    @Test
    void amountsStandRightInEqualDigitsAndParagraphsStay() {
        open("");

        Locator amount = page.locator(".project .amount").first();
        Locator goal = page.locator("#p-44010425P000000000003 td.goal");
        assertThat(style(amount, "textAlign")).isEqualTo("right");
        assertThat(style(amount, "fontVariantNumeric")).isEqualTo("tabular-nums");
        assertThat(goal.innerText().lines()).hasSize(3);
        assertThat(page.locator("#p-44010425T000000000001 .item").count()).isEqualTo(4);
    }

    @Test
    void figuresBesideTheTableAreThoseOfTheRollups() {
        open("");

        assertThat(page.locator(".figures").first().locator("tbody tr").allInnerTexts())
                .containsExactly("总计\t7,990,600.00\t13\t42", "转移支付\t1,320,000.00\t2\t8", "本级资金\t6,670,600.00\t11\t34");
        assertThat(page.locator(".mark").innerText()).isEqualTo("✔ 完整");
        assertThat(page.locator("time").textContent()).isEqualTo("2025-02-20 09:15:03");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("JSON"))
                        .getAttribute("href"))
                .isEqualTo("/api/v1/goal-tables/2025/440104019?format=json");
    }

    @Test
    void isReachedThroughRegionsByLinksAndByTheForm() {
        open("?region=440000");

        page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "region.png")));
        link("广州市").click();
        link("越秀区").click();
        link("广州市越秀区司法局").click();
        assertThat(page.locator("tr.project").count()).isEqualTo(13);
        page.locator("select[name=region]").selectOption("440104");
        page.locator("select[name=department]").selectOption("440104019");
        page.locator("button").click();
        assertThat(page.url()).endsWith("?year=2025&region=440104&department=440104019");
        assertThat(page.locator("tr.project").count()).isEqualTo(13);
        assertThat(complaints).isEmpty();
    }

    @Test
    void findingsAreSaidInWordsAndShapes() {
        AProject wrong = Yuexiu.projects().getFirst().amounting("210000.00", "200000.00", null, null);
        AProject without = AProject.of(Yuexiu.DEPARTMENT, 14);

        Topics.publish(wrong.at(At.version(2)), without.event());
        open("");

        assertThat(page.locator(".mark").innerText()).isEqualTo("✖ 不完整");
        assertThat(page.locator(".findings li").allInnerTexts())
                .containsExactly(
                        "✖ 错误 三个资金来源之和不等于总计（元）：" + wrong.code()
                                + "（应为 210000.00，实为 200000.00，相差 -10000.00）SOURCES_EQUAL_TOTAL",
                        "✖ 错误 项目没有绩效目标：" + without.code() + "（应为 1，实为 0，相差 -1）PROJECT_HAS_GOAL");
        page.locator(".checks").screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target", "findings.png")));
    }

    @Test
    void textFromOutsideIsNeverMarkup() {
        AProject hostile = AProject.of(Yuexiu.DEPARTMENT, 14).named("<img src=x onerror=alert(1)>&amp;");
        OwnersEvent goal =
                AGoal.of(hostile, 1).stating("</td><script>alert(1)</script>").event();

        Topics.publish(hostile.event(), goal);
        open("");

        Locator row = page.locator("#p-" + hostile.code());
        assertThat(row.locator("th").textContent()).isEqualTo("<img src=x onerror=alert(1)>&amp;");
        assertThat(row.locator("td.goal").textContent()).isEqualTo("</td><script>alert(1)</script>");
        assertThat(page.locator("main img, script").count()).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    void fitsAPhoneWithoutScrollingSideways() {
        page.setViewportSize(390, 844);

        open("");

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat(rows()).isEqualTo(printedRows());
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "phone.png")));
        page.locator("#p-44010425T000000000002").scrollIntoViewIfNeeded();
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "phone-project.png")));
    }

    @Test
    void printsOnSheetsOfA3Landscape() {
        open("");

        byte[] pdf = page.pdf(new PdfOptions()
                .setPath(Path.of("target", "page.pdf"))
                .setPreferCSSPageSize(true)
                .setPrintBackground(true));
        assertThat(new String(pdf, ISO_8859_1))
                .containsPattern("/Count [23]")
                .containsPattern("/MediaBox \\[0 0 119[01][.0-9]* 84[12][.0-9]*\\]");
    }

    @Test
    void anEmptySystemSaysWhatToExpect() throws SQLException {
        ReadModel.empty();

        Response response = open("");

        assertThat(response.status()).isEqualTo(200);
        assertThat(page.locator("main").innerText()).contains("还没有绩效目标表", "自动出现在这里");
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatIsNotThereAndWhatIsMistypedGetAPageToo() {
        assertThat(open("?year=2024&department=440104019").status()).isEqualTo(404);
        assertThat(page.locator("main").innerText()).contains("没有这张表");
        assertThat(open("?region=999999").status()).isEqualTo(404);
        assertThat(open("?year=last").status()).isEqualTo(400);
        assertThat(page.locator("main").innerText()).contains("2000 到 2100");
    }

    private Response open(String query) {
        return page.navigate(address + query);
    }

    private Locator link(String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static String style(Locator of, String property) {
        return (String) of.evaluate("(element, property) => getComputedStyle(element)[property]", property);
    }

    /** The text of every cell, as it stands in the document. */
    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Locator row : page.locator(".goals tbody tr").all()) {
            rows.add(row.locator("th, td").allTextContents());
        }
        return rows;
    }

    private static List<List<String>> printedRows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("合计", "799.06", "799.06", "", "", ""));
        rows.add(List.of("广州市越秀区司法局", "799.06", "799.06", "", "", ""));
        List<AGoal> goals = Yuexiu.goals();
        for (JsonNode row : Yuexiu.source().get("projects")) {
            AGoal goal = goals.get(rows.size() - 2);
            List<String> cells = new ArrayList<>(List.of(row.get("name").asText()));
            row.get("amounts").forEach(amount -> cells.add(amount.isNull() ? "" : amount.asText()));
            cells.add(goal.statement());
            cells.add(goal.printedCell());
            rows.add(cells);
        }
        return rows;
    }
}
