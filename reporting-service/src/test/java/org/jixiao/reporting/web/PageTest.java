package org.jixiao.reporting.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.quarkus.test.common.http.TestHTTPResource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADepartment.Lying;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser; the reference table is the only one there is. */
@ServiceTest
class PageTest {

    /** What takes the keyboard, in the order of the page. */
    private static final String REACHABLE = """
            [...document.querySelectorAll("a[href], button, select, input, summary, [tabindex='0']")]
              .filter(each => each.checkVisibility() && !each.disabled && each.type !== "hidden")""";

    /** The texts of a chart that its dashed line goes through. */
    private static final String CROSSED = """
            chart => {
              const line = chart.querySelector("path[stroke-dasharray]").getBoundingClientRect();
              return [...chart.querySelectorAll("text")]
                .filter(text => {
                  const box = text.getBoundingClientRect();
                  return box.left < line.right && line.left < box.right && box.top < line.bottom && line.top < box.bottom;
                })
                .map(text => text.textContent);
            }
            """;

    /** The texts of cells and charts that stand out of them. */
    private static final String OUTSIDE = """
            [...document.querySelectorAll(".goals th, .goals td")].filter(cell => cell.scrollWidth > cell.clientWidth)
              .concat([...document.querySelectorAll(".plot svg text")].filter(text =>
                text.getBoundingClientRect().right > text.closest("svg").getBoundingClientRect().right))
              .map(each => each.textContent)
            """;

    @TestHTTPResource("/")
    URI address;

    private Window window;
    private Page page;

    @BeforeEach
    void onlyTheReferenceTable() throws SQLException {
        ReadModel.empty();
        Topics.publish(Yuexiu.events());
        window = Window.at(address.toString());
        page = window.page;
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void startPageShowsTheOnlyTableAsPrinted() {
        Response response = window.open("");

        assertThat(response.status()).isEqualTo(200);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
        assertThat(page.locator("h1").textContent()).isEqualTo("项目支出绩效目标表（含转移支付项目）");
        assertThat(page.locator(".printed .head span").allTextContents())
                .containsExactly("部门名称：广州市越秀区司法局(部门)", "单位：万元");
        assertThat(page.locator(".goals thead th").allTextContents())
                .containsExactly("项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标");
        assertThat(rows()).isEqualTo(printedRows());
        window.shoot("table");
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNoScriptOrStyleStandsInThePage() {
        Response response = window.open("");

        window.hasDrawn(3);
        window.hasNothingToSay();
        assertThat(response.headerValue("content-security-policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
                        + " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(response.text())
                .doesNotContain("<style", " style=", " onclick", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void amountsStandRightInEqualDigitsAndParagraphsStay() {
        window.open("");

        Locator amount = page.locator(".project .amount").first();
        Locator goal = page.locator("#p-44010425P000000000003 td.goal");
        assertThat(style(amount, "textAlign")).isEqualTo("right");
        assertThat(style(amount, "fontVariantNumeric")).isEqualTo("tabular-nums");
        assertThat(goal.innerText().lines()).hasSize(3);
        assertThat(page.locator("#p-44010425T000000000001 .item").count()).isEqualTo(4);
    }

    @Test
    void figuresBesideTheTableAreThoseOfTheRollups() {
        window.open("");

        assertThat(page.locator(".beside .figures").first().locator("tbody tr").allInnerTexts())
                .containsExactly(
                        "总计\t799.06\t799.06\t\t\t13\t42",
                        "转移支付\t132.00\t132.00\t\t\t2\t8",
                        "本级资金\t667.06\t667.06\t\t\t11\t34");
        assertThat(page.locator(".keys div").allInnerTexts())
                .containsExactly("总计\n799.06万元", "转移支付\n132.00万元", "本级资金\n667.06万元", "项目\n13", "绩效指标\n42", "问题提示\n0");
        assertThat(page.locator(".state .mark").first().innerText()).isEqualTo("✔ 完整");
        assertThat(page.locator(".state time").first().textContent()).isEqualTo("2025-02-20 09:15:03");
        assertThat(page.locator(".checks .links a").allInnerTexts()).containsExactly("xlsx", "PDF", "CSV", "JSON");
    }

    @Test
    void isReachedThroughRegionsByLinksAndByTheForm() {
        window.open("?region=440000");

        window.link("广州市").click();
        window.link("越秀区").click();
        window.hasDrawn(3);
        window.shoot("region");
        window.link("广州市越秀区司法局").click();
        assertThat(page.locator("tr.project").count()).isEqualTo(13);
        page.locator("select[name=region]").selectOption("440104");
        page.locator("select[name=department]").selectOption("440104019");
        page.locator("button").click();
        assertThat(page.url()).endsWith("?year=2025&region=440104&department=440104019");
        assertThat(page.locator("tr.project").count()).isEqualTo(13);
        window.hasNothingToSay();
    }

    @Test
    void everyDownloadLinkOfThePageAnswersWithItsFormat() {
        Map<String, String> types = Map.of(
                "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "PDF", "application/pdf",
                "CSV", "text/csv",
                "JSON", "application/json");
        for (String query : List.of("", "?region=440104")) {
            window.open(query);
            for (Locator link :
                    page.locator(".checks .links a, .chart .links a").all()) {
                APIResponse answer = page.request()
                        .get(address.resolve(link.getAttribute("href")).toString());
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers().get("content-type")).startsWith(types.get(link.innerText()));
            }
        }
    }

    @Test
    void findingsAreSaidInWordsAndShapes() {
        AProject wrong = Yuexiu.projects().getFirst().amounting("210000.00", "200000.00", null, null);
        AProject without = AProject.of(Yuexiu.DEPARTMENT, 14);

        Topics.publish(wrong.at(At.version(2)), without.event());
        window.open("");

        assertThat(page.locator(".checks .mark").innerText()).isEqualTo("✖ 不完整");
        assertThat(page.locator(".findings li").allInnerTexts())
                .containsExactly(
                        "✖ 错误 三个资金来源之和不等于总计（元）：" + wrong.code()
                                + " 应为 210000.00，实为 200000.00，相差 -10000.00 SOURCES_EQUAL_TOTAL",
                        "✖ 错误 项目没有绩效目标：" + without.code() + " 应为 1，实为 0，相差 -1 PROJECT_HAS_GOAL");
        window.shoot("findings");
    }

    @Test
    void moneySpentStandsBesideTheCalendarAndEachProjectHasItsLampInShapeAndWord() {
        List<AProject> projects = Yuexiu.projects();
        Topics.publish(
                projects.get(0).executed("105000.00").at(At.version(2)),
                projects.get(1).executed("777000.00").at(At.version(2)),
                projects.get(2).executed("476028.00").at(At.version(2)));

        window.open("");

        window.hasDrawn(4);
        assertThat(page.locator("[data-part=execution] thead th").allInnerTexts())
                .containsExactly("名称", "预算（批复）", "执行数", "执行率", "资金灯");
        assertThat(page.locator("[data-part=execution] .said").innerText()).isEqualTo("时间进度 100.0%；10 个项目未报执行数");
        assertThat(page.locator("[data-part=execution] tbody tr")
                        .allInnerTexts()
                        .subList(0, 4))
                .containsExactly(
                        projects.get(0).name() + "\t21.00\t10.50\t50.00%\t✖ 红灯",
                        projects.get(1).name() + "\t111.00\t77.70\t70.00%\t▲ 黄灯",
                        projects.get(2).name() + "\t48.00\t47.6028\t99.17%\t● 绿灯",
                        projects.get(3).name() + "\t51.96\t未报\t未报\t○ 未报");
        assertThat(page.locator("[data-part=lamps] td[data-value]").allInnerTexts())
                .containsExactly("1", "1", "1", "0", "10");
        assertThat(page.locator("[data-part=execution] svg text").allTextContents())
                .contains("时间进度 100.0%", "50.00% ✖", "70.00% ▲", "99.17% ●");
        window.isAccessible();
        window.shoot("execution");
        window.open("?region=440104");
        assertThat(page.locator("[data-part=execution] tbody tr").innerText())
                .isEqualTo("广州市越秀区司法局\t799.06\t135.8028\t75.45%");
        assertThat(page.locator("[data-part=execution] .said").innerText())
                .isEqualTo("时间进度 100.0%；10 个项目未报执行数；执行率只计已报执行数的项目");
        window.hasDrawn(4);
        window.shoot("region-execution");
    }

    @Test
    void whatWasReportedBeforeTheYearBeginsOrWithoutABudgetIsNotSaidToBeMissing() {
        AProject early = AProject.of(Yuexiu.DEPARTMENT, 14).movedTo(Yuexiu.DEPARTMENT, 2100);
        AProject unfunded = AProject.of(Yuexiu.DEPARTMENT, 15).movedTo(Yuexiu.DEPARTMENT, 2100);
        Topics.publish(
                early.executed("0.00").event(),
                unfunded.amounting("0.00", "0.00", null, null).executed("5.00").event());

        window.open("?year=2100&department=" + Yuexiu.DEPARTMENT);

        assertThat(page.locator("[data-part=execution] .said").innerText()).isEqualTo("时间进度 0.0%");
        assertThat(page.locator("[data-part=execution] tbody tr").allInnerTexts())
                .containsExactly("项目14\t1.00\t0.00\t0.00%\t○ 年度未开始", "项目15\t0.00\t0.0005\t—\t○ 年度未开始");
        assertThat(page.locator("[data-part=lamps] tbody tr").last().innerText())
                .isEqualTo("○ 年度未开始\t2\t1.00\t0.0005");
        window.hasNothingToSay();
    }

    @Test
    void theCalendarGoesThroughNoNumberOnAPhone() {
        List<OwnersEvent> events = new ArrayList<>();
        List<AProject> projects = Yuexiu.projects();
        for (int i = 0; i < projects.size(); i++) {
            String spent = new BigDecimal(projects.get(i).total())
                    .multiply(BigDecimal.valueOf(48 + i * 4L, 2))
                    .setScale(2, RoundingMode.DOWN)
                    .toPlainString();
            events.add(projects.get(i).executed(spent).at(At.version(2)));
        }
        Topics.publish(events);
        window.phone();

        window.open("");

        window.hasDrawn(4);
        assertThat(page.locator("[data-part=execution] svg").evaluate(CROSSED)).isEqualTo(List.of());
        window.shoot("execution-phone");
    }

    @Test
    void indicatorsAreCountedByKindLevelByLevel() {
        window.open("?region=440104");

        assertThat(page.locator("[data-part=kinds] tbody tr").allInnerTexts())
                .containsExactly(
                        "一级指标",
                        "1 产出指标\t24",
                        "2 效益指标\t16",
                        "3 满意度指标\t2",
                        "二级指标",
                        "11 数量指标\t18",
                        "12 质量指标\t3",
                        "13 时效指标\t3",
                        "21 经济效益\t1",
                        "22 社会效益\t15",
                        "31 服务对象满意度\t2");
    }

    @Test
    void whatWasNotMonitoredIsSaidAndWhatWasIsShownByProjectByKindAndByGrade() {
        window.open("");
        assertThat(page.locator("[data-part=monitoring]").innerText()).contains("尚未监控");
        assertThat(page.locator("[data-part=evaluation]").innerText()).contains("尚未自评");
        List<AProject> projects = Yuexiu.projects();

        Topics.publish(
                AnAssessment.of(projects.get(0))
                        .monitored(9, "11 GREEN", "11 YELLOW", "22 GREEN", "31")
                        .evaluated("96.50", "EXCELLENT")
                        .event(),
                AnAssessment.of(projects.get(1))
                        .monitored(9, "11 BLUE", "22 RED")
                        .event(),
                AnAssessment.of(projects.get(2)).evaluated("79.95", "FAIR").event());
        window.open("");

        window.hasDrawn(6);
        assertThat(page.locator("[data-part=monitoring] tbody tr").allInnerTexts())
                .containsExactly(
                        projects.get(0).name() + "\t4\t0\t1\t2\t0\t1\t9\t▲ 黄灯",
                        projects.get(1).name() + "\t2\t1\t0\t0\t1\t0\t9\t✖ 红灯");
        assertThat(page.locator("[data-part=monitoring] .said").innerText()).endsWith("红灯 1、黄灯 1、绿灯 0、蓝灯 0、无灯 11 个项目");
        assertThat(page.locator("[data-part=monitored-kinds] tbody tr").allInnerTexts())
                .containsExactly("1 产出指标\t3\t0\t1\t1\t1\t0", "2 效益指标\t2\t1\t0\t1\t0\t0", "3 满意度指标\t1\t0\t0\t0\t0\t1");
        assertThat(page.locator("[data-part=evaluation] td[data-value]").allInnerTexts())
                .containsExactly("1", "0", "1", "0", "11");
        assertThat(page.locator("[data-part=evaluation] .said").innerText()).contains("得分合计 176.45，平均 88.23");
        assertThat(page.locator("[data-part=monitoring] svg text").allTextContents())
                .contains("✖ 红灯", "◆ 蓝灯");
        window.isAccessible();
        window.shoot("monitoring");
        window.open("?region=440104");
        assertThat(page.locator("[data-part=monitoring] tbody tr").innerText())
                .isEqualTo("广州市越秀区司法局\t13\t1\t1\t0\t0\t11");
        window.isAccessible();
        window.hasNothingToSay();
    }

    @Test
    void textFromOutsideIsNeverMarkup() {
        AProject hostile = AProject.of(Yuexiu.DEPARTMENT, 14)
                .named("<img src=x onerror=alert(1)>&amp;{a|b}</script>")
                .executed("10000.00");
        OwnersEvent goal =
                AGoal.of(hostile, 1).stating("</td><script>alert(1)</script>").event();

        Topics.publish(hostile.event(), goal);
        window.open("");

        Locator row = page.locator("#p-" + hostile.code());
        assertThat(row.locator("th").textContent()).isEqualTo(hostile.name());
        assertThat(row.locator("td.goal").textContent()).isEqualTo("</td><script>alert(1)</script>");
        page.locator("[data-part=execution] .plot").scrollIntoViewIfNeeded();
        Locator bar =
                page.locator("[data-part=execution] svg path[fill='#2b7a4b']").first();
        bar.hover(new Locator.HoverOptions().setForce(true));
        assertThat(page.locator("[data-part=execution] .plot > div span").innerText())
                .startsWith(hostile.name());
        assertThat(page.locator("main img, main script").count()).isZero();
        window.hasNothingToSay();
    }

    @Test
    void aRegionShowsWhatTheRulesFoundWorstDepartmentFirstPageByPage() {
        List<OwnersEvent> events = new ArrayList<>();
        for (int number = 101; number <= 121; number++) {
            events.add(AProject.of("440104" + number, 1).event());
        }
        AProject worst = AProject.of("440104121", 2).amounting("1.00", "2.00", null, null);
        events.add(worst.event());
        events.add(AGoal.of(worst, 1).event());
        Topics.publish(events);
        Asking.awaitEvaluated("440104");

        window.open("?region=440104");

        Locator section = page.locator("[data-part=findings]");
        assertThat(section.locator("p").first().innerText()).contains("✖ 错误 22", "▲ 提醒 1", "涉及部门 21");
        assertThat(section.locator("table").first().locator("tbody tr").allInnerTexts())
                .containsExactly("三个来源之和等于总计\t✖ 错误\t1\t1", "有资金的项目有绩效目标\t✖ 错误\t21\t21", "有效益或满意度指标\t▲ 提醒\t1\t1");
        assertThat(section.locator("table").last().locator("tbody tr").first().innerText())
                .isEqualTo("440104121\t2\t1");
        assertThat(page.locator(".keys div").last().innerText()).isEqualTo("问题提示\n23");
        window.isAccessible();
        window.shoot("region-findings");
        window.phone();
        window.isAccessible();
        window.shoot("region-findings-phone");
        section.locator("a[rel=next]").click();
        assertThat(page.url()).contains("/?year=2025&region=440104&page=2");
        assertThat(page.locator("[data-part=findings] table")
                        .last()
                        .locator("tbody tr")
                        .allInnerTexts())
                .containsExactly("440104120\t1\t0");
        window.open("?region=440104&page=99");
        assertThat(section.locator("p").first().innerText()).contains("✖ 错误 22");
        assertThat(section.locator(".pages").textContent().strip()).isEqualTo("上一页 第 2 页，共 2 页");
        page.locator("[data-part=findings] table").last().locator("a").click();
        assertThat(page.locator(".findings .ERROR").count()).isEqualTo(1);
        window.hasNothingToSay();
    }

    @Test
    void ofMoreThanCanBeListedOrDrawnItSaysSo() {
        moreDepartmentsThanAreListed();

        window.open("?region=440106");

        assertThat(page.locator("select[name=department] option").count()).isEqualTo(1 + Directory.MOST);
        assertThat(page.locator(".chooser p").innerText()).isEqualTo("最多列出 500 个部门；后面的部门");
        assertThat(page.locator("[data-part=rollup] .said").first().innerText()).isEqualTo("图中只有最大的 30 行，其余见表。");
        for (String part : List.of("rollup", "execution", "monitoring")) {
            assertThat(page.locator("[data-part=" + part + "] .said").last().innerText())
                    .isEqualTo("每页 500 行；全部各行见文件：xlsx CSV · 后面的行");
        }
        window.isAccessible();
        window.phone();
        window.isAccessible();
        window.shoot("many-phone");
        window.open("?region=440100");
        assertThat(page.locator(".chooser p").innerText()).isEqualTo("最多列出 500 个部门；没有列出的，请先选下级区划。");
    }

    @Test
    void whatComesBehindTheFirstOfMoreThanCanBeListedIsReachedByLinks() {
        moreDepartmentsThanAreListed();
        window.open("?region=440106");

        page.locator("[data-part=execution] a[rel=next]").click();

        assertThat(page.url()).endsWith("/?year=2025&region=440106&after=440106500");
        for (String part : List.of("rollup", "execution", "monitoring")) {
            assertThat(page.locator("[data-part=" + part + "] tr[data-row] th").allInnerTexts())
                    .containsExactly("440106501");
        }
        assertThat(page.locator("[data-part=rollup] tr.sum td").first().innerText())
                .isEqualTo("501.00");
        assertThat(page.locator("select[name=department] option").allInnerTexts())
                .containsExactly("（整个区划）", "440106501 440106501");
        window.isAccessible();
        window.link("440106501").click();
        assertThat(page.locator("select[name=department] option[selected]").innerText())
                .isEqualTo("440106501 440106501");
        page.locator(".chooser p a").click();
        window.link("从头").click();
        assertThat(page.url()).endsWith("/?year=2025&region=440106");
        window.hasNothingToSay();
    }

    private static void moreDepartmentsThanAreListed() {
        List<OwnersEvent> events = new ArrayList<>();
        for (int number = 1; number <= Directory.MOST + 1; number++) {
            events.add(AProject.of("440106%03d".formatted(number), 1).event());
        }
        events.add(AnAssessment.of(AProject.of("440106001", 1))
                .monitored(9, "11 RED")
                .event());
        Topics.publish(events);
    }

    @Test
    void whereADepartmentLiesInThatYearIsWhereItIsFound() {
        String moved = "440305021";
        Topics.publish(
                ADepartment.of(moved)
                        .named("迁来的部门")
                        .lying(
                                new Lying(null, "2024-12-31", ADepartment.upwards("440305", "440300", "440000")),
                                new Lying(
                                        "2025-01-01", null, Yuexiu.department().regions()))
                        .event(),
                AProject.of(moved, 1).event());

        window.open("?year=2025&region=440104&department=" + moved);

        assertThat(page.locator("tr.project").count()).isEqualTo(1);
        assertThat(page.locator(".crumbs a").allInnerTexts()).containsExactly("广东省", "广州市", "越秀区", "迁来的部门");
        assertThat(page.locator("select[name=department] option").allInnerTexts())
                .contains("440305021 迁来的部门", "440104019 广州市越秀区司法局");
        window.open("?year=2025&region=440305&department=" + moved);
        assertThat(page.locator("tr.project").count()).isZero();
    }

    @Test
    void whetherTheOwnersHaveTheSameFiguresStandsAboveThem() throws SQLException {
        String department = "440104777";
        AProject project = AProject.of(department, 1);
        Topics.publish(ADepartment.of(department).event(), project.event());
        try (Connection unattended = ReadModel.unattended()) {
            window.open("?department=" + department);
            Locator mark = page.locator("[data-mark=agreement]");
            assertThat(mark.innerText()).isEqualTo("○ 尚未与所有者核对");
            state("BUDGET", department);
            ReadModel.execute("insert into reconciliation values ('TOTALS', now(), 1, 0, 0) on conflict do nothing");
            window.open("?department=" + department);
            assertThat(mark.innerText()).isEqualTo("✔ 与所有者核对：差额 0");
            assertThat(mark.getAttribute("href")).isEqualTo("/api/v1/reconciliation");

            Topics.publish(AGoal.of(project, 2).event());
            window.open("?department=" + department);
            assertThat(mark.innerText()).isEqualTo("○ 尚未与所有者核对");
            state("INDICATOR", department);
            window.open("?department=" + department);
            assertThat(mark.innerText()).isEqualTo("✔ 与所有者核对：差额 0");
            window.open("?region=440104&lang=en");
            assertThat(mark.innerText())
                    .isEqualTo("▲ Compared with the owners: difference 0; departments not stated: 1");

            ReadModel.execute("insert into reconciliation_difference (kind, department_code, fiscal_year, since)"
                    + " values ('TOTALS', '" + department + "', 2025, now())");

            PlaywrightAssertions.assertThat(mark)
                    .containsText("differences 1", new ContainsTextOptions().setTimeout(15_000));
            window.isAccessible();
        } finally {
            ReadModel.execute("truncate owner_digest, reconciliation_difference");
        }
    }

    @Test
    void figuresThatAreBehindSaySinceWhen() throws SQLException {
        try (Connection unattended = ReadModel.unattended()) {
            window.open("?region=440104&lang=en");
            page.locator(".live.on, .live.new").waitFor();

            ReadModel.execute("insert into stale_department values ('BUDGET', '" + Yuexiu.DEPARTMENT
                    + "', 2025, '2025-02-20T01:16:03Z', 2, now(), true)");

            PlaywrightAssertions.assertThat(page.locator("[data-mark=stale]"))
                    .hasText(
                            "▲ Behind: the owners have told more since 2025-02-20 09:16:03",
                            new LocatorAssertions.HasTextOptions().setTimeout(15_000));
            assertThat(page.locator("[data-part=rollup] tr[data-row] th").innerText())
                    .isEqualTo("广州市越秀区司法局 ▲ behind");
            window.isAccessible();
            window.open("");
            assertThat(page.locator("[data-mark=stale]").innerText())
                    .isEqualTo("▲ 数据落后：所有者自 2025-02-20 09:16:03 起的更新尚未计入");
            window.shoot("behind");
        } finally {
            ReadModel.execute("truncate stale_department");
        }
    }

    @Test
    void fitsAPhoneWithoutScrollingSideways() {
        window.phone();

        window.open("");

        window.isAccessible();
        assertThat(rows()).isEqualTo(printedRows());
        window.shoot("phone");
    }

    @Test
    void everybodyCanReadEveryPageOfItOnEveryScreen() {
        for (String query : List.of("", "?region=440104", "?lang=en", "?year=2024&department=440104019")) {
            window.open(query);
            window.isAccessible();
        }
        window.phone();
        for (String query : List.of("?region=440104", "?unit=yuan&lang=en", "?year=last")) {
            window.open(query);
            window.isAccessible();
        }
    }

    @Test
    void everythingThatCanBeDoneIsReachedByKeyboardAndSeenToBe() {
        window.open("");
        int reachable = ((Number) page.evaluate("(" + REACHABLE + ").length")).intValue();
        List<Object> reached = new ArrayList<>();

        for (int i = 0; i < reachable; i++) {
            page.keyboard().press("Tab");
            reached.add(page.evaluate("(" + REACHABLE + ").indexOf(document.activeElement)"));
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .as("outline of %s", page.evaluate("document.activeElement.outerHTML"))
                    .isNotEqualTo("none");
        }

        assertThat(reached)
                .hasSizeGreaterThan(10)
                .isEqualTo(IntStream.range(0, reachable).boxed().toList());
        window.open("");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#content");
    }

    @Test
    void amountsAreShownInYuanWhenAskedForAndStayExact() {
        Topics.publish(Yuexiu.projects()
                .getFirst()
                .amounting("210000.05", "210000.05", null, null)
                .at(At.version(2)));
        window.open("");

        assertThat(page.locator(".beside .figures tbody tr")
                        .nth(1)
                        .locator("td")
                        .first()
                        .innerText())
                .isEqualTo("132.000005");
        page.locator(".units a")
                .getByText("元", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator(".printed .head").innerText()).endsWith("单位：元");
        assertThat(page.locator("tr.sum .amount").first().innerText()).isEqualTo("7,990,600.05");
        assertThat(page.locator(".beside .figures tbody tr")
                        .nth(1)
                        .locator("td")
                        .first()
                        .innerText())
                .isEqualTo("1,320,000.05");
        page.locator(".crumbs a").nth(2).click();
        assertThat(page.url()).endsWith("/?year=2025&region=440104&unit=yuan");
        assertThat(page.locator(".figures .sum .amount").first().innerText()).isEqualTo("7,990,600.05");
        assertThat(page.locator(".keys div").first().innerText()).isEqualTo("预算（批复）\n7,990,600.05元");
    }

    @Test
    void noFigureRunsOverItsCellOrOutOfItsChart() {
        page.setViewportSize(1280, 900);
        for (String query : List.of("?unit=yuan", "?lang=en", "?region=440104&unit=yuan")) {
            window.open(query);
            page.waitForSelector(".plot svg");

            assertThat(page.evaluate(OUTSIDE)).as(query).isEqualTo(List.of());
        }
    }

    @Test
    void aYearWithoutProjectsIsSaidToBeOne() {
        assertThat(window.open("?year=2031&region=440104").status()).isEqualTo(200);

        assertThat(page.locator("select[name=year]").inputValue()).isEqualTo("2031");
        assertThat(page.locator(".keys div").first().innerText()).isEqualTo("预算（批复）\n无金额");
        assertThat(page.locator("[data-part=rollup] .findings").innerText()).endsWith("该年度没有项目");
    }

    @Test
    void speaksEnglishWhenAskedAndLeavesWhatComesFromTheSourceAlone() {
        window.open("");

        page.locator(".languages a[lang=en]").click();

        assertThat(page.url()).endsWith("/?year=2025&department=440104019&lang=en");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(page.locator(".goals thead th").first().innerText()).isEqualTo("Project (spending unit)");
        assertThat(page.locator(".printed .head").innerText()).endsWith("Unit: 10,000 yuan");
        assertThat(rows().get(2)).isEqualTo(printedRows().get(2));
        window.link("越秀区").click();
        assertThat(page.locator("h1").innerText()).isEqualTo("越秀区 2025 rollup");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(window.open("?year=last&lang=en").status()).isEqualTo(400);
        assertThat(page.locator("main").innerText()).contains("2000 to 2100").doesNotContainPattern("[\u4e00-\u9fff]");
    }

    @Test
    void printsOnSheetsOfA3Landscape() {
        window.open("");

        byte[] pdf = page.pdf(new PdfOptions()
                .setPath(Path.of("target", "page.pdf"))
                .setPreferCSSPageSize(true)
                .setPrintBackground(true));
        assertThat(new String(pdf, ISO_8859_1))
                .containsPattern("/Count [3-6]")
                .containsPattern("/MediaBox \\[0 0 119[01][.0-9]* 84[12][.0-9]*\\]");
    }

    @Test
    void aYearOfWhichEveryProjectIsGoneIsNotTheLatest() throws SQLException {
        AProject project = AProject.of("440104777", 1).movedTo("440104777", 2026);
        Topics.publish(project.event());
        // as rows are folded: what takes the project away comes to stand in another one
        ReadModel.execute("update department_total set topic = '' where fiscal_year = 2026");

        Topics.publish(project.withdrawn().at(At.version(2)));

        assertThat(window.open("").status()).isEqualTo(200);
        assertThat(page.locator("select[name=year] option").allInnerTexts()).containsExactly("2025");
    }

    @Test
    void anEmptySystemSaysWhatToExpect() throws SQLException {
        ReadModel.empty();

        Response response = window.open("");

        assertThat(response.status()).isEqualTo(200);
        assertThat(page.locator("main").innerText()).contains("还没有绩效目标表", "自动出现在这里");
        window.hasNothingToSay();
    }

    @Test
    void whatIsNotThereAndWhatIsMistypedGetAPageToo() {
        assertThat(window.open("?year=2024&department=440104019").status()).isEqualTo(404);
        assertThat(page.locator("main").innerText()).contains("没有这张表");
        assertThat(window.open("?region=999999").status()).isEqualTo(404);
        for (String query :
                List.of("?year=2025&region=440104&after=%00", "?region=%00", "?page=1000000000000", "?year=last")) {
            assertThat(window.open(query).status()).as(query).isEqualTo(400);
        }
        assertThat(page.locator("main").innerText()).contains("2000 到 2100");
    }

    /** An owner says what it has of a department; too late for anybody to hold the figures against it. */
    private static void state(String owner, String department) throws SQLException {
        ReadModel.execute(
                "insert into owner_digest (owner, department_code, fiscal_year, epoch, version, stated_at, data) values ('"
                        + owner + "', '" + department
                        + "', 2025, 1, 1, now() + interval '1 hour', '{\"departmentHash\": \"0\", \"assessmentNamesHash\": \"0\"}')");
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
