package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table that is made in parts. {@code -Djixiao.projects=10000 -Dtest.jvm=-Xmx256m} shows that the size of a file costs no
 * memory; JSON and HTML are answered from memory.
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
    void everyFileHasEveryProjectInOrder() throws SQLException, IOException {
        ReadModel.empty();
        Topics.publish(ADepartment.of(DEPARTMENT).event());
        for (int from = 1; from <= PROJECTS; from += 500) {
            Topics.publish(events(from, Math.min(from + 499, PROJECTS)));
        }

        assertThat(Files.lines(file("csv"))).hasSize(PROJECTS * INDICATORS + 2);
        try (ReadableWorkbook workbook = new ReadableWorkbook(file("xlsx").toFile());
                var rows = workbook.getFirstSheet().openStream()) {
            assertThat(rows.skip(Layout.FIRST_ROW)
                            .map(row -> row.getCellText(Layout.NAME))
                            .filter(name -> name.matches("项目[0-9]+")))
                    .hasSize(PROJECTS)
                    .startsWith("项目1", "项目2");
        }
        document(file("pdf"));
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

    private Path file(String format) throws IOException {
        Path file = files.resolve("table." + format);
        long start = System.nanoTime();
        try (InputStream in = given().get("/api/v1/goal-tables/2025/" + DEPARTMENT + "?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asInputStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        LOG.infof(
                "event=exported format=%s projects=%d bytes=%d millis=%d",
                format,
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
