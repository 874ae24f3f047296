package org.jixiao.budget.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The administrative divisions of the installation. They come with migrations; nobody changes them over HTTP. */
@ApplicationScoped
public class Regions implements PanacheRepositoryBase<RegionEntity, String> {

    /** The region and those above it, up to the province; empty when it is not registered. */
    public List<Region> upwardsFrom(String regionCode) {
        List<Region> path = new ArrayList<>();
        for (RegionEntity at = findById(regionCode);
                at != null;
                at = at.parentCode == null ? null : findById(at.parentCode)) {
            path.add(new Region(at.regionCode, at.name));
        }
        return path;
    }

    /** The whole tree, from the provinces down, ordered by code. */
    List<RegionView> tree() {
        Map<String, List<RegionEntity>> byParent = listAll(Sort.by("regionCode")).stream()
                .collect(Collectors.groupingBy(region -> Objects.requireNonNullElse(region.parentCode, "")));
        return below("", byParent);
    }

    private static List<RegionView> below(String parent, Map<String, List<RegionEntity>> byParent) {
        return byParent.getOrDefault(parent, List.of()).stream()
                .map(region -> new RegionView(region.regionCode, region.name, below(region.regionCode, byParent)))
                .toList();
    }
}
