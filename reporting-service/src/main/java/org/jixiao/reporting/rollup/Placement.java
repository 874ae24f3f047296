package org.jixiao.reporting.rollup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jixiao.reporting.answer.CanonicalJson;

/**
 * Which departments lie in an area in a fiscal year, and in which region each. A department that nobody has told of lies
 * where its code says, so that none is left out of a total.
 */
public final class Placement {

    private static final int REGION_DIGITS = 6;

    private static final String TOLD = """
            select department_code, code from department_region
             where is_own and first_year <= ? and last_year >= ? and %s = any (?)
            """;
    private static final String IN_REGIONS = TOLD.formatted("code");
    private static final String OF_DEPARTMENTS = TOLD.formatted("department_code");

    /** Those with money or a waiting goal in the year, and without an event of their own. The colon follows nine. */
    private static final String UNTOLD = """
            select distinct present.code from unnest(?::text[]) as prefix cross join lateral (
                     select department_code as code from department_total
                      where fiscal_year = ? and department_code >= prefix and department_code < prefix || ':'
                     union all
                     select goal_department_code from project_line
                      where goal_fiscal_year = ? and goal_department_code >= prefix and goal_department_code < prefix || ':'
                        and money_epoch is null and goal_state = 'ISSUED') as present
             where not exists (select from department where department.code = present.code)
            """;

    private final RegionTree tree;
    private final Map<String, String> regionOf;
    private final Map<String, String> childOf;
    private final List<String> untold;

    private Placement(RegionTree tree, Map<String, String> regionOf, Map<String, String> childOf, List<String> untold) {
        this.tree = tree;
        this.regionOf = regionOf;
        this.childOf = childOf;
        this.untold = untold;
    }

    /** Of one area. */
    public static Placement of(Connection connection, int year, Area area) throws SQLException {
        return of(connection, year, List.of(area)).get(area);
    }

    /** Of several, in as many statements as of one. */
    public static Map<Area, Placement> of(Connection connection, int year, Collection<Area> areas) throws SQLException {
        RegionTree tree = RegionTree.read(connection, year);
        Map<Area, Placement> placements = new HashMap<>(ofDepartments(connection, year, areas, tree));
        placements.putAll(ofRegions(connection, year, areas, tree));
        return placements;
    }

    /** The regions of the year, with those that only codes of departments point to. */
    public RegionTree tree() {
        return tree;
    }

    /** The codes of the departments, ordered. */
    public List<String> departments() {
        return List.copyOf(regionOf.keySet());
    }

    /** For each of {@link #departments}, which row by region it belongs to. */
    List<String> children() {
        return regionOf.values().stream()
                .map(region -> childOf.getOrDefault(region, region))
                .toList();
    }

    /** Those of the departments that have no event of their own. */
    List<String> untold() {
        return untold;
    }

    /** Equal for equal places of the same departments, and equal names of the regions. */
    String fingerprint() {
        MessageDigest digest = CanonicalJson.digest();
        regionOf.forEach((department, region) -> add(digest, department + region + childOf.get(region)));
        untold.forEach(department -> add(digest, department));
        tree.regions().stream()
                .filter(region -> childOf.containsKey(region.code()))
                .forEach(region -> add(digest, region.toString()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + ";").getBytes(StandardCharsets.UTF_8));
    }

    /** Where a department of the area lies. */
    public String regionOf(String departmentCode) {
        return regionOf.get(departmentCode);
    }

    private static Map<Area, Placement> ofDepartments(
            Connection connection, int year, Collection<Area> areas, RegionTree tree) throws SQLException {
        Map<Area, String> departmentOf = new HashMap<>();
        for (Area area : areas) {
            String code = departmentOf(area);
            if (code != null) {
                departmentOf.put(area, code);
            }
        }
        if (departmentOf.isEmpty()) {
            return Map.of();
        }
        Map<String, String> told = told(connection, year, OF_DEPARTMENTS, departmentOf.values());
        Map<Area, Placement> placements = new HashMap<>();
        departmentOf.forEach((area, code) -> {
            String region = told.getOrDefault(code, code.substring(0, REGION_DIGITS));
            tree.adopt(region);
            List<String> untold = told.containsKey(code) ? List.of() : List.of(code);
            placements.put(area, new Placement(tree, Map.of(code, region), Map.of(), untold));
        });
        return placements;
    }

    /** The department that an area is, or is a unit of; null for a region. */
    private static String departmentOf(Area area) {
        return switch (area) {
            case Area.Department(String code) -> code;
            case Area.Unit unit -> unit.departmentCode();
            case Area.Own own -> null;
            case Area.Region region -> null;
        };
    }

    private static Map<Area, Placement> ofRegions(
            Connection connection, int year, Collection<Area> areas, RegionTree tree) throws SQLException {
        List<Area> regions =
                areas.stream().filter(area -> departmentOf(area) == null).toList();
        if (regions.isEmpty()) {
            return Map.of();
        }
        Set<String> untold = untold(connection, year, regions, tree);
        untold.forEach(department -> tree.adopt(department.substring(0, REGION_DIGITS)));
        Map<Area, Map<String, String>> below = new HashMap<>();
        for (Area area : regions) {
            below.put(area, area instanceof Area.Own ? Map.of(area.code(), area.code()) : tree.below(area.code()));
        }
        Set<String> wanted = new TreeSet<>();
        below.values().forEach(each -> wanted.addAll(each.keySet()));
        Map<String, String> regionOf = told(connection, year, IN_REGIONS, wanted);
        untold.forEach(department -> regionOf.put(department, department.substring(0, REGION_DIGITS)));
        Map<Area, Placement> placements = new HashMap<>();
        below.forEach((area, children) -> placements.put(area, within(tree, regionOf, children, untold)));
        return placements;
    }

    private static Placement within(
            RegionTree tree, Map<String, String> regionOf, Map<String, String> children, Set<String> untold) {
        Map<String, String> there = new TreeMap<>(regionOf);
        there.values().retainAll(children.keySet());
        return new Placement(
                tree,
                there,
                children,
                untold.stream().filter(there::containsKey).toList());
    }

    /** Those that may lie there. Where each lies is only known when all of them have their regions. */
    private static Set<String> untold(Connection connection, int year, List<Area> regions, RegionTree tree)
            throws SQLException {
        Set<String> first = tree.adopting(regions.stream().map(Area::code).toList());
        Set<String> untold = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(UNTOLD)) {
            select.setArray(1, connection.createArrayOf("text", first.toArray(String[]::new)));
            select.setInt(2, year);
            select.setInt(3, year);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    untold.add(row.getString(1));
                }
            }
        }
        return untold;
    }

    /** Which department lies in which region. */
    private static Map<String, String> told(Connection connection, int year, String sql, Collection<String> codes)
            throws SQLException {
        Map<String, String> regionOf = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, year);
            select.setInt(2, year);
            select.setArray(3, connection.createArrayOf("text", codes.toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    regionOf.put(row.getString(1), row.getString(2));
                }
            }
        }
        return regionOf;
    }
}
