package org.jixiao.reporting.goaltable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Snapshots;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that is written row by row has the bytes of one that is written as a whole. */
@ServiceTest
class WritingTest {

    private static final String DEPARTMENT = "440118001";

    @Inject
    GoalTables tables;

    @Inject
    Snapshots snapshots;

    @Inject
    ObjectMapper json;

    private GoalTable whole;
    private SpooledTable spooled;

    /** With a second unit, a project without a goal, findings and notes. */
    @BeforeEach
    void aTable() throws SQLException {
        ReadModel.empty();
        AProject first = AProject.of(DEPARTMENT, 1).amounting("210049.00", "209000.00", null, null);
        AProject second = AProject.of(DEPARTMENT, 2).amounting("50.00", "50.00", null, null);
        AnAssessment assessed = AnAssessment.of(first).monitored(7, "11 RED FUNDS", "22");
        AProject third = AProject.of(DEPARTMENT, 3).amounting("50.00", "50.00", null, null);
        Topics.publish(
                ADepartment.of(DEPARTMENT).event(),
                first.event(),
                AGoal.of(first, 11)
                        .stating("<b>“绩效”</b>\n\u2028 & 😀")
                        .flagged("UNIT_MISSING")
                        .event(),
                assessed.event(),
                second.event(),
                AGoal.of(second, 2).event(),
                third.in(DEPARTMENT + "002").event());
        whole = snapshots
                .read(connection -> tables.find(connection, 2025, DEPARTMENT, Language.CHINESE))
                .orElseThrow();
        spooled = snapshots
                .read(connection -> tables.spool(connection, 2025, DEPARTMENT, Language.CHINESE))
                .orElseThrow();
    }

    @Test
    void asJson() throws IOException {
        assertThat(whole.units()).hasSize(2);
        assertThat(whole.findings()).isNotEmpty();
        assertThat(whole.units().getFirst().projects().getFirst().assessment()).contains("FUNDS");
        assertThat(written(spooled)).isEqualTo(new String(json.writeValueAsBytes(whole), UTF_8));
    }

    @Test
    void asCanonicalJson() throws IOException {
        CanonicalJson canonical = Asking.canonical(json.readTree(json.writeValueAsBytes(whole)));

        try (Content content = spooled.canonical();
                InputStream bytes = content.open()) {
            assertThat(bytes.readAllBytes()).isEqualTo(canonical.bytes());
        }
        assertThat(spooled.sha256()).isEqualTo(canonical.sha256());
    }

    @Test
    void asAPage() throws IOException {
        for (Language language : new Language[] {Language.CHINESE, Language.ENGLISH}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TableHtml.write(TableDocument.of(whole.with(List.of()), language), spooled, out);

            assertThat(out.toString(UTF_8))
                    .isEqualTo(TableDocument.of(whole, language).render());
        }
    }

    @Test
    void andIsReadBackFromThem() throws IOException {
        try (Content content = spooled.canonical();
                SpooledTable read = SpooledTable.of(content.open(), json)) {
            assertThat(written(read))
                    .isEqualTo(
                            new String(json.writeValueAsBytes(json.readValue(content.open(), GoalTable.class)), UTF_8));
            assertThat(read.sha256()).isEqualTo(spooled.sha256());
        }
    }

    private static String written(SpooledTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.writeJson(out);
        return out.toString(UTF_8);
    }
}
