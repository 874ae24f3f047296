package org.jixiao.reporting.difference;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An indicator that was added, removed or changed.
 *
 * @param indicatorId in the later table, of a removed one in the earlier: it tells the place, and may have been another one's
 * @param name the later one
 * @param fields that differ; of an added or removed one all that are not blank
 */
public record IndicatorDifference(
        Kind kind,
        @Schema(examples = "44010425T000000000001-01") String indicatorId,
        @Schema(examples = "人均年度调解案件数") String name,
        List<FieldDifference> fields) {}
