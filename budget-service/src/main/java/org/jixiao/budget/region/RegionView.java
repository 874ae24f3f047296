package org.jixiao.budget.region;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A region with those directly below it, each in the same shape. */
@Schema(name = "Region")
record RegionView(
        @Schema(examples = "440104") String regionCode,
        @Schema(examples = "越秀区") String name,
        List<RegionView> regions) {}
