package org.jixiao.reporting.freshness;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jixiao.reporting.freshness.DepartmentVersions.Place;
import org.jixiao.reporting.freshness.DepartmentVersions.Standing;
import org.jixiao.reporting.rollup.Area;
import org.jixiao.reporting.rollup.Lamp;
import org.jixiao.reporting.rollup.Placement;

/** Reads how new figures are from the versions of what is shown, department by department. */
@ApplicationScoped
public class Freshnesses {

    private static final int VERSION_BYTES = 16;

    /** Another generation has rows of its own, whose versions say nothing of those of this one; and whether there was a round. */
    private static final String GENERATION =
            "select current_schema() || ' ' || (select count(*) from reconciliation) as version";

    private final Clock clock;

    Freshnesses(Clock clock) {
        this.clock = clock;
    }

    /** The freshness of each; each year in the few statements that its tree takes, and all departments in one. */
    Map<Watched, Freshness> read(Connection connection, List<Watched> watched) throws SQLException {
        Map<Watched, List<Place>> placed = placed(connection, watched);
        Map<Place, Boolean> asked = new LinkedHashMap<>();
        placed.forEach(
                (each, places) -> places.forEach(place -> asked.merge(place, isTable(each), Boolean::logicalOr)));
        Map<Place, Standing> standings = DepartmentVersions.read(connection, asked);
        String generation = generation(connection);
        Map<Watched, Freshness> freshnesses = new HashMap<>();
        placed.forEach((each, places) -> freshnesses.put(each, freshness(each, places, standings, generation)));
        return freshnesses;
    }

    /** The freshness of one. */
    public Freshness read(Connection connection, int year, Area area) throws SQLException {
        Watched watched = new Watched(year, area);
        return read(connection, List.of(watched)).get(watched);
    }

    /** A department shows its lines, a region does not. */
    private static boolean isTable(Watched watched) {
        return watched.area() instanceof Area.Department;
    }

    private static Map<Watched, List<Place>> placed(Connection connection, List<Watched> watched) throws SQLException {
        Map<Integer, List<Area>> byYear = watched.stream()
                .collect(Collectors.groupingBy(Watched::year, Collectors.mapping(Watched::area, Collectors.toList())));
        Map<Watched, List<Place>> placed = new HashMap<>();
        for (Map.Entry<Integer, List<Area>> each : byYear.entrySet()) {
            int year = each.getKey();
            Placement.of(connection, year, each.getValue())
                    .forEach((area, placement) -> placed.put(
                            new Watched(year, area),
                            placement.departments().stream()
                                    .map(code -> new Place(year, code))
                                    .toList()));
        }
        return placed;
    }

    private Freshness freshness(Watched of, List<Place> places, Map<Place, Standing> standings, String generation) {
        MessageDigest digest = sha256();
        add(digest, generation);
        // lamps judge by it
        add(digest, Integer.toString(Lamp.month(of.year(), clock)));
        Instant asOf = null;
        Instant staleSince = null;
        for (Place place : places) {
            Standing standing = standings.get(place);
            add(digest, place.departmentCode());
            add(digest, standing.figures());
            // the table of a department is evaluated as it is read
            add(digest, isTable(of) ? standing.lines() : standing.evaluation());
            if (asOf == null || standing.asOf() != null && standing.asOf().isAfter(asOf)) {
                asOf = standing.asOf();
            }
            if (staleSince == null
                    || standing.staleSince() != null && standing.staleSince().isBefore(staleSince)) {
                staleSince = standing.staleSince();
            }
        }
        String version = HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), VERSION_BYTES));
        return new Freshness(of.year(), of.area().code(), version, asOf, staleSince);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static String generation(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(GENERATION);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
