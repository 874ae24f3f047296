package org.jixiao.reporting.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.Office;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that is open while events arrive. */
@ServiceTest
class LivePageTest {

    /** Publications stay for ever: they are of a department that no other test asks about. */
    private static final String PUBLISHING = "440113901";

    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(15_000);

    @TestHTTPResource("/")
    URI address;

    private Window window;
    private Page page;

    @BeforeEach
    void theReferenceTableIsOpen() throws SQLException {
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
    void aChangeIsShownWithoutReloadAndTheReaderStaysWhereTheReaderIs() {
        window.open("");
        Locator refresh = page.locator(".tools a").first();
        refresh.focus();
        page.evaluate("window.sameDocument = true");
        page.evaluate("scrollTo(0, 900)");
        double before = page.locator("#p-44010425P000000000008").boundingBox().y;
        assertThat(page.locator(".live")).containsText("实时", SOON);

        Topics.publish(first("220000.00").at(At.version(2)));

        assertThat(page.locator("tr.sum .amount").first()).containsText("800.06", SOON);
        assertThat(page.locator(".live")).containsText("已更新");
        assertThat(page.locator(".beside .figures tbody tr").first()).containsText("800.06");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("刷新");
        assertThat(page.locator("#p-44010425P000000000008").boundingBox().y).isEqualTo(before);
        window.hasDrawn(3);
        window.hasNothingToSay();
    }

    @Test
    void theTableThatIsOpenStaysTheSameWhenAnotherBecomesTheFirst() {
        window.open("");
        assertThat(page.locator(".live")).containsText("实时", SOON);
        Topics.publish(AProject.of("440103001", 1).movedTo("440103001", 2026).event());

        Topics.publish(first("220000.00").at(At.version(2)));

        assertThat(page.locator(".live")).containsText("已更新", SOON);
        assertThat(page.locator("tr.sum .amount").first()).containsText("800.06");
        assertThat(page.locator(".printed .head")).containsText("广州市越秀区司法局");
    }

    @Test
    void theFirstMonitoringIsShownByProjectAndByKind() {
        window.open("");
        assertThat(page.locator(".live")).containsText("实时", SOON);
        assertThat(page.locator("[data-part=monitored-kinds]")).isHidden();

        Topics.publish(AnAssessment.of(Yuexiu.projects().getFirst())
                .monitored(9, "11 GREEN")
                .event());

        assertThat(page.locator("[data-part=monitored-kinds] tbody tr")).containsText("产出指标", SOON);
        window.hasDrawn(5);
    }

    @Test
    void aTableWhoseLastProjectIsWithdrawnGivesWayToAPageThatSaysSo() {
        AProject project = AProject.of("440104777", 1);
        Topics.publish(project.event());
        window.open("?year=2025&department=440104777");
        assertThat(page.locator(".live")).containsText("实时", SOON);

        Topics.publish(project.withdrawn().at(At.version(2)));

        assertThat(page.locator("main")).containsText("没有这张表", SOON);
    }

    @Test
    void figuresThatCannotBeFetchedAreSaidToBeBehindUntilTheyAreThere() {
        window.open("");
        Locator live = page.locator(".live");
        assertThat(live).containsText("实时", SOON);
        page.evaluate("window.said = []; const live = document.querySelector('.live');"
                + " new MutationObserver(() => said.push(live.textContent)).observe(live, {childList: true})");
        page.route("**/?year=*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        Topics.publish(first("220000.00").at(At.version(2)));
        assertThat(live).containsText("有更新尚未取得", SOON);
        assertThat(page.locator("tr.sum .amount").first()).containsText("799.06");
        page.waitForResponse(
                answer -> answer.url().contains("/freshness"),
                () -> page.evaluate("dispatchEvent(new Event('pagehide')), dispatchEvent(new Event('pageshow'))"));

        page.unroute("**/?year=*");

        assertThat(page.locator("tr.sum .amount").first()).containsText("800.06", SOON);
        assertThat(page.evaluate("said[0]")).isEqualTo("有更新，正在取得");
        assertThat(page.evaluate("said.find(text => /实时|已更新/.test(text))").toString())
                .startsWith("已更新");
    }

    @Test
    void aRegionHearsOfItsDepartmentsAndTheLineIsTakenUpAgainAfterItBroke() {
        Asking.awaitEvaluated("440000");
        window.open("?region=440000");
        assertThat(page.locator(".live")).containsText("实时", SOON);

        page.context().setOffline(true);
        Topics.publish(first("230000.00").at(At.version(2)));
        page.context().setOffline(false);

        assertThat(page.locator("tr.sum")).containsText("801.06", SOON);
        window.hasDrawn(3);
    }

    @Test
    void whatWasPublishedIsHeldAgainstWhatIsThereNow() {
        AProject project = AProject.of(PUBLISHING, 1);
        Topics.publish(
                ADepartment.of(PUBLISHING).event(),
                project.event(),
                AGoal.of(project, 2).event());
        window.open("?year=2025&department=" + PUBLISHING);
        Locator section = page.locator("[data-part=publication]");
        assertThat(section).containsText("尚未公开");
        assertThat(page.locator(".live")).containsText("实时", SOON);

        String number = Office.publish(PUBLISHING);
        Office.certify(number);
        assertThat(section).containsText("与公开时一致", SOON);
        assertThat(section).containsText(number);

        Topics.publish(
                ADepartment.of(PUBLISHING)
                        .withUnits(Map.of(PUBLISHING + "001", "改名"))
                        .at(At.version(2)),
                project.amounting("12000.00", "12000.00", null, null).at(At.version(2)));
        assertThat(section).containsText("公开之后有变化", SOON);
        assertThat(section.locator("tbody")).containsText("12000.00", SOON);
        assertThat(section.locator("tbody")).containsText("改名", SOON);
        assertThat(section.locator("tbody tr").allInnerTexts())
                .contains(
                        "合计\t≠ 变更\t资金使用单位 440113901001 的名称\t单位440113901001\t改名",
                        "合计\t≠ 变更\t总计\t10000.00\t12000.00",
                        project.name() + "\t≠ 变更\t财政拨款\t10000.00\t12000.00");
        assertThat(page.locator(".marks")).containsText("公开之后有变化");
        window.isAccessible();
        window.hasNothingToSay();
        window.shoot("publication");
    }

    private static AProject first(String total) {
        return Yuexiu.projects().getFirst().amounting(total, total, null, null);
    }
}
