package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The regions of a fiscal year and what each lies in, as departments tell it: which dates make which year is decided where
 * memberships are written. Of several tellings the latest holds, so that each region lies in one place.
 */
public final class RegionTree {

    /** Goes from code to code instead of reading what every department tells about the same few regions. */
    private static final String REGIONS = """
            with recursive told(code) as (
              (select code from department_region order by code limit 1)
              union all
              select (select further.code from department_region as further
                       where further.code > told.code order by further.code limit 1)
                from told where told.code is not null
            )
            select told.code, latest.name, latest.parent_code
              from told cross join lateral (
                     select name, parent_code from department_region as each
                      where each.code = told.code and first_year <= ? and last_year >= ?
                      order by recorded_at desc, department_code desc limit 1) as latest
             order by told.code
            """;

    private final Map<String, Region> regions = new TreeMap<>();

    private RegionTree() {}

    /**
     * A region and what it lies in.
     *
     * @param name null when only the code of a department points to it
     * @param parentCode null at the top
     */
    public record Region(String code, String name, String parentCode) {}

    /** The tree of one year. */
    public static RegionTree read(Connection connection, int year) throws SQLException {
        RegionTree tree = new RegionTree();
        try (PreparedStatement select = connection.prepareStatement(REGIONS)) {
            select.setInt(1, year);
            select.setInt(2, year);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tree.add(new Region(row.getString("code"), row.getString("name"), row.getString("parent_code")));
                }
            }
        }
        return tree;
    }

    /** Null for a region that nobody has told of in this year, and for no code. */
    public Region region(String code) {
        return code == null ? null : regions.get(code);
    }

    /** Every region, ordered by code. */
    public List<Region> regions() {
        return List.copyOf(regions.values());
    }

    /**
     * Takes in a region that only a department's code points to. As long as nobody tells where it lies it goes by GB/T 2260,
     * in which trailing zeros stand for the whole city or province: what is not known yet is added up nevertheless.
     */
    void adopt(String code) {
        if (regions.containsKey(code)) {
            return;
        }
        String city = code.substring(0, 4) + "00";
        String province = code.substring(0, 2) + "0000";
        String parent = code.equals(province) ? null : code.equals(city) ? province : city;
        add(new Region(code, null, parent));
        if (parent != null) {
            adopt(parent);
        }
    }

    /**
     * What the codes of departments begin with that can come to lie in one of these regions by being {@link #adopt adopted}:
     * the same rule, read the other way round. Wider than the regions where a part of one was moved elsewhere.
     */
    Set<String> adopting(Collection<String> codes) {
        Set<String> beginnings = new TreeSet<>();
        for (String code : codes) {
            below(code).keySet().forEach(region -> beginnings.add(significant(region)));
        }
        Set<String> shortest = new LinkedHashSet<>();
        String last = null;
        for (String each : beginnings) {
            // what begins with another one follows it at once or after its likes
            if (last == null || !each.startsWith(last)) {
                shortest.add(each);
                last = each;
            }
        }
        return shortest;
    }

    /** Whether a region is the other one or lies below it. */
    public boolean isWithin(String code, String other) {
        Set<String> passed = new HashSet<>();
        String at = code;
        while (at != null && passed.add(at)) {
            if (at.equals(other)) {
                return true;
            }
            Region region = regions.get(at);
            at = region == null ? null : region.parentCode;
        }
        return false;
    }

    /** The region and everything below it, each with the region right below the given one that it belongs to. */
    Map<String, String> below(String code) {
        Map<String, List<String>> children = regions.values().stream()
                .filter(region -> region.parentCode != null)
                .collect(Collectors.groupingBy(
                        Region::parentCode, Collectors.mapping(Region::code, Collectors.toList())));
        Map<String, String> below = new LinkedHashMap<>();
        Deque<String> reached = new ArrayDeque<>();
        below.put(code, code);
        reached.add(code);
        while (!reached.isEmpty()) {
            String at = reached.remove();
            for (String child : children.getOrDefault(at, List.of())) {
                // a region that two departments put below each other is reached once
                if (below.putIfAbsent(child, at.equals(code) ? child : below.get(at)) == null) {
                    reached.add(child);
                }
            }
        }
        return below;
    }

    boolean hasChildren(String code) {
        return regions.values().stream().anyMatch(region -> Objects.equals(region.parentCode, code));
    }

    private static String significant(String code) {
        if (code.endsWith("0000")) {
            return code.substring(0, 2);
        }
        return code.endsWith("00") ? code.substring(0, 4) : code;
    }

    private void add(Region region) {
        regions.put(region.code, region);
    }
}
