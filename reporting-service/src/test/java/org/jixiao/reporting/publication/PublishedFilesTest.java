package org.jixiao.reporting.publication;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.jixiao.reporting.fixture.Office.PUBLICATIONS;

import io.restassured.response.Response;
import java.net.URLDecoder;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.Office;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a publication say what was published, whatever the table has become since. */
@ServiceTest
class PublishedFilesTest {

    private static final AtomicInteger DEPARTMENTS = new AtomicInteger(700);

    /** Publications stay for ever: each test has a department of its own. */
    private final String department = "440112" + DEPARTMENTS.incrementAndGet();

    private final AProject project = AProject.of(department, 1);

    private String number;

    @BeforeEach
    void aCertifiedPublicationOfATableThatHasChangedSince() throws SQLException {
        ReadModel.empty();
        Topics.publish(
                ADepartment.of(department).event(),
                project.event(),
                AGoal.of(project, 2).event());
        number = Office.publish(department);
        Office.certify(number);
        Topics.publish(project.named("改名").at(At.version(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "pdf", "csv"})
    void areNamedByTheNumberAndSayTheHashOfTheBytes(String format) {
        Response file = given().get(PUBLICATIONS + "/" + number + "/table?format=" + format);
        String disposition = file.header("Content-Disposition");

        assertThat(file.header(Download.HASH_HEADER)).isEqualTo(new CanonicalJson(Office.table(number)).sha256());
        assertThat(URLDecoder.decode(disposition, UTF_8))
                .contains("goal-table-" + number + "." + format)
                .endsWith("（" + number + "）." + format);
    }

    @Test
    void theJsonSaysItsHashToo() {
        given().get(PUBLICATIONS + "/" + number + "/table?format=json")
                .then()
                .statusCode(200)
                .header(Download.HASH_HEADER, new CanonicalJson(Office.table(number)).sha256());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%s/table?format=docx       | */*       | 400 | INVALID_PARAMETER",
                "%s/table                   | image/png | 406 | NOT_ACCEPTABLE",
                "%sX/table                  | */*       | 404 | NOT_FOUND",
                "%%00/table                 | */*       | 404 | NOT_FOUND",
                "%s/differences?against=%sX | */*       | 404 | NOT_FOUND",
                "%sX/differences            | */*       | 404 | NOT_FOUND"
            })
    void whatCannotBeAnsweredIsRefusedWithAProblem(String path, String accept, int status, String code) {
        given().urlEncodingEnabled(false)
                .header("Accept", accept)
                .get(PUBLICATIONS + "/" + path.formatted(number, number))
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void theBestAcceptedFormatIsAnswered() {
        given().header("Accept", "application/pdf;q=0.3, text/csv;q=0.9, application/json;q=0.1")
                .get(PUBLICATIONS + "/" + number + "/table")
                .then()
                .contentType(startsWith("text/csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "csv"})
    void holdWhatWasPublished(String format) {
        String text = given().get(PUBLICATIONS + "/" + number + "/table?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(text).contains(project.name()).doesNotContain("改名");
    }

    @Test
    void thePageSaysWhichPublicationItIsAndLeadsToItsFiles() {
        String page = given().get(PUBLICATIONS + "/" + number + "/table?format=html")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains("公开编号", number, new CanonicalJson(Office.table(number)).sha256())
                .contains("href=\"" + PUBLICATIONS + "/" + number + "/table?format=xlsx\"")
                .doesNotContain("/api/v1/goal-tables/");
    }
}
