package org.jixiao.reporting.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.projection.AssessmentChange;

/** What the contract of {@code indicator.assessments.v1} says, as far as it is shown. */
final class AssessmentEvents {

    private static final int LAST_MONTH = 12;
    private static final Pattern SCORE = Pattern.compile("(0|[1-9][0-9]{0,3})\\.[0-9]{2}");

    private AssessmentEvents() {}

    /** The last round; all null and blank before the first. */
    private record Round(Integer month, MonitoringLamp lamp, List<Members> indicators) {

        static final Round NONE = new Round(null, null, List.of());
    }

    /** An event of {@code indicator.assessments.v1}. */
    static AssessmentChange assessment(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        OwnersEvent event = OwnersEvent.read(record, "org.jixiao.indicator.assessment.changed.v1");
        Members data = event.data();
        Round round = lastRound(data);
        boolean isEvaluated = !data.isBlank("selfEvaluation");
        Members evaluation = isEvaluated ? data.object("selfEvaluation") : null;
        return new AssessmentChange(
                event.ownKey("projectCode", OwnersEvent.PROJECT_CODE),
                event.revision(),
                event.recordedAt(),
                Events.year(data),
                data.code("departmentCode", OwnersEvent.DEPARTMENT_CODE),
                round.month(),
                round.lamp(),
                IndicatorLamps.of(round.indicators()).toString(),
                AssessedIndicators.of(
                        round.indicators(), isEvaluated ? evaluation.sliced("indicators") : List.of(), SCORE),
                isEvaluated ? new BigDecimal(evaluation.code("score", SCORE)) : null,
                isEvaluated ? evaluation.constant("grade", Grade.class) : null,
                isEvaluated ? evaluation.text("gradeName") : null);
    }

    private static Round lastRound(Members data) throws Unreadable {
        List<Members> rounds = data.objects("monitoring");
        int month = 0;
        for (Members round : rounds) {
            long next = round.number("month", month + 1L);
            if (next > LAST_MONTH) {
                throw round.wrong("month", "at most " + LAST_MONTH);
            }
            month = (int) next;
        }
        if (rounds.isEmpty()) {
            return Round.NONE;
        }
        Members last = rounds.getLast();
        MonitoringLamp lamp = last.isBlank("lamp") ? null : last.constant("lamp", MonitoringLamp.class);
        return new Round(month, lamp, last.sliced("indicators"));
    }
}
