package org.jixiao.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jixiao.platform.testing.Chromium;

/** A window of the browser, and what happened in it. */
final class Window implements AutoCloseable {

    private final String address;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    final Page page;

    private Window(String address, BrowserContext context) {
        this.address = address;
        this.context = context;
        this.page = context.newPage();
        page.setViewportSize(1600, 1000);
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
    }

    /** @param address of the service, with a slash at its end */
    static Window at(String address) {
        return new Window(address, Chromium.browser().newContext());
    }

    Response open(String query) {
        return page.navigate(address + query);
    }

    void phone() {
        page.setViewportSize(390, 844);
    }

    /** A link of the page's own part, by its exact name. */
    Locator link(String name) {
        return page.locator("main, .crumbs")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    /** Nothing on the console, and no request to another host. */
    void hasNothingToSay() {
        assertThat(complaints).isEmpty();
        assertThat(requests).isNotEmpty().allSatisfy(each -> assertThat(each).startsWith(address));
    }

    /** No violation that axe calls serious or critical, and no scrolling sideways. */
    void isAccessible() {
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(Window::described)
                        .toList();
        assertThat(violations).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    /** Every chart there is has been drawn, with something in it. */
    void hasDrawn(int charts) {
        assertThat(page.locator(".plot svg").count()).isEqualTo(charts);
        for (Locator svg : page.locator(".plot svg").all()) {
            assertThat(svg.boundingBox().width).isGreaterThan(200);
            assertThat(svg.boundingBox().height).isGreaterThan(60);
            assertThat(svg.locator("path").count()).isGreaterThan(1);
        }
    }

    void shoot(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(Path.of("target", "shots", name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    private static String described(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
