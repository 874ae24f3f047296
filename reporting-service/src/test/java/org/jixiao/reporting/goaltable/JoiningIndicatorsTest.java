package org.jixiao.reporting.goaltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.jixiao.reporting.assessment.AssessedIndicator;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.junit.jupiter.api.Test;

class JoiningIndicatorsTest {

    @Test
    void thoseThatSayTheSameAreToldApartByTheirOrder() {
        String goal = "[%s,%s,%s]".formatted(ofGoal(1, "培训场次"), ofGoal(2, "满意度"), ofGoal(3, "培训场次"));
        String said = """
                [%s,"lamp":"RED"},%s,"score":"1.00"},%s,"lamp":"GREEN"},%s,"score":"2.00"}]
                """.formatted(said(4, "培训场次"), said(4, "培训场次"), said(5, "培训场次"), said(5, "培训场次"));

        assertThat(JoiningIndicators.of(goal, said))
                .extracting(AssessedIndicator::sequence, AssessedIndicator::lamp, AssessedIndicator::score)
                .containsExactly(tuple(1L, MonitoringLamp.RED, "1.00"), tuple(3L, MonitoringLamp.GREEN, "2.00"));
    }

    @Test
    void anotherTargetIsAnotherIndicator() {
        String goal = "[%s]".formatted(ofGoal(1, "培训场次").replace("≥5场", "≥6场"));

        assertThat(JoiningIndicators.of(goal, "[%s,\"lamp\":\"RED\"}]".formatted(said(1, "培训场次"))))
                .extracting(AssessedIndicator::sequence, AssessedIndicator::annualTarget)
                .containsExactly(tuple(null, "≥5场"));
    }

    @Test
    void anIndicatorWithoutATargetKeepsNobodyFromTheOthers() {
        String goal =
                "[{\"indicatorId\":\"01\",\"name\":\"满意度\"},{\"sequence\":\"2\"},%s]".formatted(ofGoal(3, "培训场次"));

        assertThat(JoiningIndicators.of(goal, "[%s,\"lamp\":\"RED\"}]".formatted(said(1, "培训场次"))))
                .extracting(AssessedIndicator::sequence, AssessedIndicator::lamp)
                .containsExactly(tuple(3L, MonitoringLamp.RED));
    }

    private static String ofGoal(int sequence, String name) {
        return """
                {"indicatorId":"0%1$d","sequence":%1$d,"name":"%2$s","annualTarget":{"raw":"≥5场","kind":"QUANTITY"},"flags":[]}\
                """.formatted(sequence, name);
    }

    /** What is said follows. */
    private static String said(int sequence, String name) {
        return """
                {"indicatorId":"0%1$d","sequence":%1$d,"name":"%2$s","annualTarget":"≥5场"\
                """.formatted(sequence, name);
    }
}
