package org.jixiao.budget.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The administrative divisions of the installation. They come with migrations; nobody changes them over HTTP. */
@ApplicationScoped
public class Regions implements PanacheRepositoryBase<RegionEntity, String> {

    private static final String PARENTS = """
            select region_code, parent_code, to_char(valid_from, 'YYYY-MM-DD'), to_char(valid_to, 'YYYY-MM-DD')
              from region_parent order by region_code, valid_from nulls first
            """;

    /** Whether a region is registered. */
    public boolean isRegistered(String regionCode) {
        return findById(regionCode) != null;
    }

    /**
     * What a registered region has lain in between two days, one stay after the other; a null is no limit. Empty when it lay
     * nowhere at that time.
     */
    public List<Stay> upwards(String regionCode, LocalDate from, LocalDate to) {
        return lineage().upwards(regionCode, from, to);
    }

    @SuppressWarnings("unchecked")
    private Lineage lineage() {
        Map<String, Region> regions = new HashMap<>();
        Map<String, List<Lineage.Parent>> parents = new HashMap<>();
        for (RegionEntity region : listAll()) {
            regions.put(region.regionCode, new Region(region.regionCode, region.name));
            parents.put(region.regionCode, List.of(new Lineage.Parent(region.parentCode, null, null)));
        }
        Map<String, List<Lineage.Parent>> dated = new HashMap<>();
        List<Object[]> rows =
                getEntityManager().createNativeQuery(PARENTS, Object[].class).getResultList();
        for (Object[] row : rows) {
            dated.computeIfAbsent((String) row[0], code -> new ArrayList<>())
                    .add(new Lineage.Parent((String) row[1], date(row[2]), date(row[3])));
        }
        parents.putAll(dated);
        return new Lineage(regions, parents);
    }

    private static LocalDate date(Object text) {
        return text == null ? null : LocalDate.parse((String) text);
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
