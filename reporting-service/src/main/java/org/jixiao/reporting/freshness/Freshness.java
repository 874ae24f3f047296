package org.jixiao.reporting.freshness;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How new the figures of an area in one year are.
 *
 * @param code of the department or region
 * @param version another one whenever a figure, a name or the month by which lamps judge has changed; means nothing else
 * @param asOf when the latest of what is shown was recorded; null when nothing was
 * @param staleSince since when an owner has told something of it that is not shown yet; null when none has
 */
public record Freshness(
        int fiscalYear,
        @Schema(examples = "440104019") String code,

        @Schema(examples = "8d969eef6ecad3c29a3a629280e686cf")
        String version,

        @Schema(nullable = true) Instant asOf,
        @Schema(nullable = true) Instant staleSince) {}
