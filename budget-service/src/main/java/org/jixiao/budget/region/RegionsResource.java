package org.jixiao.budget.region;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tree of administrative divisions, for everyone with a token. */
@Path("/api/v1/regions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reference data 基础数据")
@Authenticated
class RegionsResource {

    private final Regions regions;

    RegionsResource(Regions regions) {
        this.regions = regions;
    }

    /** The provinces, each with what lies below it. */
    @Schema(name = "Regions")
    record Tree(List<RegionView> items) {}

    @GET
    @Operation(summary = "The tree of administrative divisions 行政区划")
    public Tree getRegions() {
        return new Tree(regions.tree());
    }
}
