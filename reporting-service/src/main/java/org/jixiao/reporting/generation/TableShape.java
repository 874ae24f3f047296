package org.jixiao.reporting.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table of the read model, as far as two generations can be compared by it. Sums that are kept by topic and partition depend
 * on the order of arrival one by one; only what they add up to has to be the same, and says nothing when it is 0. Findings
 * follow the other tables at their own pace, and what portions come to is there for a while only.
 *
 * @param columns all of them, or those that are added up
 */
record TableShape(String name, List<String> key, List<String> columns, boolean isOfSums) {

    private static final Set<String> OF_PARTITION = Set.of("topic", "part");
    private static final Set<String> ADDED_UP = Set.of("numeric", "bigint", "integer");
    /** Made of transactions, which are others in every generation. */
    private static final String OF_TRANSACTIONS = "carried";

    private static final String READ = """
            select c.relname, a.attname, split_part(format_type(a.atttypid, a.atttypmod), '(', 1),
                   coalesce(a.attnum = any (i.indkey), false)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              left join pg_index i on i.indrelid = c.oid and i.indisprimary
             where n.nspname = ? and c.relkind = 'r' and c.relname <> all (array['finding', 'finding_evaluation', 'portion_total'])
             order by c.relname, a.attnum
            """;

    private record Column(String name, String type, boolean isOfKey) {}

    /** The tables of a generation by name. */
    static List<TableShape> of(Connection connection, int generation) throws SQLException {
        Map<String, List<Column>> tables = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, "read_" + generation);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(new Column(row.getString(2), row.getString(3), row.getBoolean(4)));
                }
            }
        }
        return tables.entrySet().stream()
                .map(table -> of(table.getKey(), table.getValue()))
                .toList();
    }

    private static TableShape of(String name, List<Column> columns) {
        List<String> key =
                columns.stream().filter(Column::isOfKey).map(Column::name).toList();
        if (!key.containsAll(OF_PARTITION)) {
            return new TableShape(name, key, columns.stream().map(Column::name).toList(), false);
        }
        return new TableShape(
                name,
                key.stream().filter(column -> !OF_PARTITION.contains(column)).toList(),
                columns.stream()
                        .filter(column -> !column.isOfKey() && ADDED_UP.contains(column.type()))
                        .filter(column -> !column.name().equals(OF_TRANSACTIONS))
                        .map(Column::name)
                        .toList(),
                true);
    }

    /** A query of a key and a hash for everything there is to compare in a generation. */
    String hashes(int generation) {
        String from = " from read_" + generation + "." + name;
        if (!isOfSums) {
            return "select " + row(key) + " as key, md5(" + row(columns) + ") as hash" + from;
        }
        List<String> sums =
                columns.stream().map(column -> "sum(" + column + ")").toList();
        String nothing = sums.stream().map(sum -> sum + " = 0").collect(Collectors.joining(" and "));
        return "select " + row(key) + " as key, md5(" + row(sums) + ") as hash" + from + " group by "
                + String.join(", ", key) + " having not (" + nothing + ")";
    }

    private static String row(List<String> columns) {
        return "row(" + String.join(", ", columns) + ")::text";
    }
}
