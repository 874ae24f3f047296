package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jixiao.indicator.evaluation.SelfEvaluation;
import org.jixiao.indicator.monitoring.MonitoringRound;

/**
 * A version of an assessment as the world sees it: the payload of {@code org.jixiao.indicator.assessment.changed.v1}, and what is
 * kept. A contract: its members only ever grow.
 */
record PublishedAssessment(
        String projectCode,
        int fiscalYear,
        String departmentCode,
        List<MonitoringRound> monitoring,
        SelfEvaluation selfEvaluation) {

    /** Of another release with members that are not known here, the rest can be read. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static PublishedAssessment of(Assessment assessment) {
        return new PublishedAssessment(
                assessment.projectCode(),
                assessment.fiscalYear(),
                assessment.departmentCode(),
                assessment.monitoring(),
                assessment.selfEvaluation());
    }

    JsonNode json() {
        return JSON.valueToTree(this);
    }

    /** What was kept as this version. */
    static Assessment read(String json, long version) {
        try {
            PublishedAssessment kept = JSON.readValue(json, PublishedAssessment.class);
            return new Assessment(
                    kept.projectCode,
                    kept.fiscalYear,
                    kept.departmentCode,
                    kept.monitoring,
                    kept.selfEvaluation,
                    version);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by this service", e);
        }
    }
}
