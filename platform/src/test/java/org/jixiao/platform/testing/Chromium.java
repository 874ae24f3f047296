package org.jixiao.platform.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The Chromium of this machine, driven by Playwright and started once for all tests of a module; nothing is downloaded. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static Browser browser;

    private Chromium() {}

    /** Playwright ends it with the process. */
    public static synchronized Browser browser() {
        if (browser == null) {
            browser = start();
        }
        return browser;
    }

    private static Browser start() {
        Path executable = executable();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    private static Path executable() {
        Stream<String> onPath = Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(directory -> NAMES.stream().map(name -> directory + "/" + name));
        return Stream.concat(Stream.of(System.getenv("CHROMIUM")).filter(Objects::nonNull), onPath)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "The page is tested in Chromium: apt-get install chromium fonts-noto-cjk, or set CHROMIUM to one."));
    }
}
