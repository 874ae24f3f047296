package org.jixiao.reporting.difference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What differs between two tables of one department and year. When they were made, and what the rules find in them, is no
 * difference of the tables.
 *
 * @param fields of the table as a whole that differ: its names and sums
 * @param projects in the order of their codes; empty when no project differs
 */
public record TableDifferences(List<FieldDifference> fields, List<ProjectDifference> projects) {

    /**
     * Compares two tables by the JSON of their contract; members that are missing count as blank. Money is compared in exact
     * 元 where both tables have it ({@code yuan}), else in 万元 as printed; indicators one by one where both tables have them
     * as a list, else by their printed cell.
     */
    public static TableDifferences between(JsonNode before, JsonNode after) {
        return between(ComparedTable.of(before), ComparedTable.of(after));
    }

    /** The same for tables of any size. */
    public static TableDifferences between(ComparedTable before, ComparedTable after) {
        return new TableDifferences(
                ComparingTables.fields(before.head(), after.head()), ComparingTables.projects(before, after));
    }

    public boolean isEmpty() {
        return fields.isEmpty() && projects.isEmpty();
    }
}
