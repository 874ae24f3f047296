package org.jixiao.reporting.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jboss.logging.Logger;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Office;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table that is made in parts. {@code -Djixiao.projects=10000 -Dtest.jvm=-Xmx256m} shows that its size costs no memory,
 * in any format and when it is published.
 */
@ServiceTest
class LargeTableTest {

    private static final Logger LOG = Logger.getLogger(LargeTableTest.class);
    private static final int PROJECTS = Integer.getInteger("jixiao.projects", 130);
    private static final int INDICATORS = 4;
    private static final Pattern NAME = Pattern.compile("(?m)^项目[0-9]+(?=\\s)");
    private static final String DEPARTMENT = "440111004";

    @TempDir
    Path files;

    @Test
    void everyFormatHasEveryProjectInOrder() throws Exception {
        ReadModel.empty();
        Topics.publish(ADepartment.of(DEPARTMENT).event());
        for (int from = 1; from <= PROJECTS; from += 500) {
            Topics.publish(events(from, Math.min(from + 499, PROJECTS)));
        }

        everyProject("/api/v1/goal-tables/2025/" + DEPARTMENT);
        page();
        String number = Office.publish(DEPARTMENT);
        Office.certify(number);
        everyProject(Office.PUBLICATIONS + "/" + number + "/table");
        page();
    }

    /** Of a department, for people; held against what was published when something was. */
    private void page() throws IOException, InterruptedException {
        assertThat(count(answer("/?year=2025&department=" + DEPARTMENT, "html"), "<tr class=\"project\""))
                .isEqualTo(PROJECTS);
    }

    private void everyProject(String table) throws Exception {
        assertThat(count(file(table, "json"), "\"projectCode\":\"")).isEqualTo(PROJECTS);
        assertThat(count(file(table, "html"), "<tr class=\"project\"")).isEqualTo(PROJECTS);
        assertThat(Files.lines(file(table, "csv"))).hasSize(PROJECTS * INDICATORS + 2);
        try (ReadableWorkbook workbook =
                        new ReadableWorkbook(file(table, "xlsx").toFile());
                var rows = workbook.getFirstSheet().openStream()) {
            assertThat(rows.skip(Layout.FIRST_ROW)
                            .map(row -> row.getCellText(Layout.NAME))
                            .filter(name -> name.matches("项目[0-9]+")))
                    .hasSize(PROJECTS)
                    .startsWith("项目1", "项目2");
        }
        document(file(table, "pdf"));
    }

    private static void document(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            List<String> names = new ArrayList<>();
            int pages = document.getNumberOfPages();
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(document);
                assertThat(text.replaceAll("\\s+", "")).contains("项目名称（资金使用单位）总计", "第" + page + "页，共" + pages + "页");
                NAME.matcher(text).results().map(MatchResult::group).forEach(names::add);
            }
            assertThat(names).hasSize(PROJECTS).startsWith("项目1", "项目2").endsWith("项目" + PROJECTS);
        }
    }

    private static long count(Path file, String piece) throws IOException {
        try (Scanner scanner = new Scanner(file, UTF_8)) {
            return scanner.findAll(Pattern.quote(piece)).count();
        }
    }

    private Path file(String table, String format) throws IOException, InterruptedException {
        return answer(table + "?format=" + format, format);
    }

    /** @param format as the file ends */
    private Path answer(String path, String format) throws IOException, InterruptedException {
        Path file = files.resolve("table." + format);
        long start = System.nanoTime();
        // REST-assured would hold all of it
        URI address = URI.create("http://localhost:" + RestAssured.port + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(
                            HttpRequest.newBuilder(address).build(),
                            BodyHandlers.ofFile(file, CREATE, WRITE, TRUNCATE_EXISTING))
                    .statusCode();
            assertThat(status).isEqualTo(200);
        }
        LOG.infof(
                "event=exported path=%s projects=%d bytes=%d millis=%d",
                path,
                PROJECTS,
                Files.size(file),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        return file;
    }

    private static List<OwnersEvent> events(int from, int to) {
        List<OwnersEvent> events = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            AProject project = AProject.of(DEPARTMENT, number);
            events.add(project.event());
            events.add(AGoal.of(project, INDICATORS)
                    .stating("按时完成第" + number + "项任务，确保资金使用规范高效。".repeat(5))
                    .event());
        }
        return events;
    }
}
