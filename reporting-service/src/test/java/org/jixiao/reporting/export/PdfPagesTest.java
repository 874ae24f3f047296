package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AGoal.AnIndicator;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the pages of a document end: below a project, and of one that is longer than a page below an indicator. */
@ServiceTest
class PdfPagesTest {

    private static final String DEPARTMENT = "440111006";

    /** What indicator-service accepts of a name and of a target. */
    private static final int LONGEST = 1000;

    @BeforeEach
    void theDepartment() throws SQLException {
        ReadModel.empty();
        Topics.publish(ADepartment.of(DEPARTMENT).event());
    }

    @Test
    void aProjectIsOnOnePageWithAllThatItHas() throws IOException {
        List<AGoal> goals = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            goals.add(goal(number, 1 + number % 6, 40 + 37 * (number % 8), "≥1件"));
        }
        publish(goals);

        List<String> pages = pages();

        assertThat(pages).hasSizeGreaterThan(5);
        assertThat(goals)
                .allSatisfy(goal -> assertThat(pages)
                        .filteredOn(page -> page.contains(goal.statement()))
                        .singleElement()
                        .asString()
                        .contains(items(goal)));
    }

    @Test
    void ofAProjectThatIsLongerThanAPageEachIndicatorIsOnOne() throws IOException {
        AGoal goal = goal(1, 60, 330, "≥1件");
        publish(List.of(goal));

        List<String> pages = pages();

        assertThat(pages).hasSizeGreaterThan(5);
        assertThat(items(goal))
                .allSatisfy(item -> assertThat(pages)
                        .filteredOn(page -> page.contains(item))
                        .hasSize(1));
    }

    @Test
    void anIndicatorThatIsLongerThanAPageGoesOnOnTheNext() throws IOException {
        publish(List.of(goal(1, 3, LONGEST, "全".repeat(LONGEST))));

        String text = String.join("", pages());

        assertThat(text.codePoints().filter(each -> each == '全')).hasSize(3 * 2 * LONGEST);
    }

    /** @param length of the names of its indicators */
    private static AGoal goal(int number, int indicators, int length, String target) {
        AProject project = AProject.of(DEPARTMENT, number);
        AGoal goal = AGoal.of(project, 0).stating("完成第" + number + "项任务。");
        return goal.measuredBy(IntStream.rangeClosed(1, indicators)
                .mapToObj(each -> AnIndicator.of("11", each)
                        .named(("项目" + number + "的指标" + each + "，" + "办".repeat(length)).substring(0, length))
                        .aiming(target))
                .toArray(AnIndicator[]::new));
    }

    private static void publish(List<AGoal> goals) {
        List<OwnersEvent> events = new ArrayList<>();
        for (AGoal goal : goals) {
            events.add(AProject.of(DEPARTMENT, events.size() / 2 + 1).event());
            events.add(goal.event());
        }
        Topics.publish(events);
    }

    private static List<String> items(AGoal goal) {
        return List.of(goal.printedCell().split("(?<=。)(?=[0-9]+、)"));
    }

    /** The texts of the pages, without white space. */
    private static List<String> pages() throws IOException {
        byte[] pdf = given().get("/api/v1/goal-tables/2025/" + DEPARTMENT + "?format=pdf")
                .asByteArray();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document).replaceAll("\\s+", ""));
            }
            return pages;
        }
    }
}
