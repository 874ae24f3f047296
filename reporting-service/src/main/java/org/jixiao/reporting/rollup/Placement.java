package org.jixiao.reporting.rollup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
final class Placement {

    private static final int REGION_DIGITS = 6;

    private static final String TOLD = """
            select department_code, code from department_region
             where is_own and first_year <= ? and last_year >= ? and code = any (?)
            """;

    private static final String OF_ONE = """
            select code from department_region
             where is_own and first_year <= ? and last_year >= ? and department_code = ?
            """;

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

    static Placement of(Connection connection, int year, Area area) throws SQLException {
        RegionTree tree = RegionTree.read(connection, year);
        return switch (area) {
            case Area.Department(String code) -> ofDepartment(connection, year, code, tree);
            case Area.Unit unit -> ofDepartment(connection, year, unit.departmentCode(), tree);
            case Area.Own(String code) -> ofRegions(connection, year, code, tree, true);
            case Area.Region(String code) -> ofRegions(connection, year, code, tree, false);
        };
    }

    RegionTree tree() {
        return tree;
    }

    /** The codes of the departments, ordered. */
    List<String> departments() {
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
    String regionOf(String departmentCode) {
        return regionOf.get(departmentCode);
    }

    private static Placement ofDepartment(Connection connection, int year, String code, RegionTree tree)
            throws SQLException {
        String region = code.substring(0, REGION_DIGITS);
        boolean isTold = false;
        try (PreparedStatement select = connection.prepareStatement(OF_ONE)) {
            bindYears(select, year);
            select.setString(3, code);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    region = row.getString(1);
                    isTold = true;
                }
            }
        }
        tree.adopt(region);
        return new Placement(tree, Map.of(code, region), Map.of(), isTold ? List.of() : List.of(code));
    }

    private static Placement ofRegions(Connection connection, int year, String code, RegionTree tree, boolean own)
            throws SQLException {
        Set<String> present = untold(connection, year, code, tree);
        present.forEach(department -> tree.adopt(department.substring(0, REGION_DIGITS)));
        Map<String, String> below = own ? Map.of(code, code) : tree.below(code);
        Map<String, String> regionOf = new TreeMap<>();
        List<String> untold = new ArrayList<>();
        for (String department : present) {
            String region = department.substring(0, REGION_DIGITS);
            if (below.containsKey(region)) {
                regionOf.put(department, region);
                untold.add(department);
            }
        }
        try (PreparedStatement select = connection.prepareStatement(TOLD)) {
            bindYears(select, year);
            select.setArray(3, connection.createArrayOf("text", below.keySet().toArray(String[]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    regionOf.put(row.getString(1), row.getString(2));
                }
            }
        }
        return new Placement(tree, regionOf, below, untold);
    }

    /** Looked for by the digits that belong to the region, and in the regions that lie in it although their digits do not. */
    private static Set<String> untold(Connection connection, int year, String code, RegionTree tree)
            throws SQLException {
        String digits = new Area.Region(code).prefix();
        List<String> prefixes = new ArrayList<>(List.of(digits));
        tree.below(code).keySet().stream()
                .filter(region -> !region.startsWith(digits))
                .forEach(prefixes::add);
        Set<String> untold = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(UNTOLD)) {
            select.setArray(1, connection.createArrayOf("text", prefixes.toArray(String[]::new)));
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

    private static void bindYears(PreparedStatement select, int year) throws SQLException {
        select.setInt(1, year);
        select.setInt(2, year);
    }
}
