package org.jixiao.reporting.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.sql.SQLException;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AProject;
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
        assertThat(page.locator(".figures tbody tr").first()).containsText("800.06");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("刷新");
        assertThat(page.locator("#p-44010425P000000000008").boundingBox().y).isEqualTo(before);
        window.hasDrawn(1);
        window.hasNothingToSay();
    }

    @Test
    void aRegionHearsOfItsDepartmentsAndTheLineIsTakenUpAgainAfterItBroke() {
        window.open("?region=440000");
        assertThat(page.locator(".live")).containsText("实时", SOON);

        page.context().setOffline(true);
        Topics.publish(first("230000.00").at(At.version(2)));
        page.context().setOffline(false);

        assertThat(page.locator("tr.sum")).containsText("801.06", SOON);
        assertThat(page.evaluate("document.querySelectorAll('[data-chart] svg').length"))
                .isEqualTo(1);
    }

    private static AProject first(String total) {
        return Yuexiu.projects().getFirst().amounting(total, total, null, null);
    }
}
