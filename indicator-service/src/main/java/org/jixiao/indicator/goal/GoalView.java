package org.jixiao.indicator.goal;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A goal on the wire. What was read may be sent back changed: what is read-only here is worked out anew.
 *
 * @param departmentCode 9 digits
 * @param statement the prose (绩效目标)
 * @param indicatorsText the cell in which a table prints the indicators
 * @param flags of all indicators, each once
 * @param projectKnown whether budget-service has published the project; a goal may come before it
 */
@Schema(name = "Goal")
record GoalView(
        @Schema(examples = "44010425T000000000001", readOnly = true)
        String projectCode,

        @Schema(examples = "2025") int fiscalYear,
        @Schema(examples = "440104019") String departmentCode,
        @Schema(examples = "通过开展专职人民调解服务项目工作，…") String statement,
        @Schema(readOnly = true) String indicatorsText,
        List<IndicatorView> indicators,
        @Schema(readOnly = true) Set<IndicatorFlag> flags,
        @Schema(readOnly = true) boolean projectKnown,
        GoalState state,
        @Schema(readOnly = true, examples = "1") long version) {}
