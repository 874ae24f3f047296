package org.jixiao.reporting.difference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** A table by the JSON of its contract, as it is compared: what is said of it as a whole, and one project at a time. */
public sealed interface ComparedTable extends AutoCloseable permits HeldTable, LaidAsideTable {

    /** A table that is held anyway. */
    static ComparedTable of(JsonNode table) {
        return new HeldTable(table);
    }

    /** A table of any size: its projects are laid aside as they are read, and only few are in memory at a time. */
    static ComparedTable read(InputStream table) throws IOException {
        return LaidAsideTable.read(table);
    }

    /** The table; whether its projects are in it does not matter. */
    JsonNode head();

    /** Ordered. */
    Set<String> projectCodes();

    /** A project, with the code of the unit that spends its money as {@code unit}; missing when there is none. */
    JsonNode project(String code);

    @Override
    void close();
}
