package org.jixiao.reporting.difference;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A project that was added, removed or changed.
 *
 * @param name the later one
 * @param fields that differ; of an added or removed one all that are not blank
 */
public record ProjectDifference(
        Kind kind,
        @Schema(examples = "44010425T000000000001") String projectCode,
        String name,
        List<FieldDifference> fields,
        List<IndicatorDifference> indicators) {}
