package org.jixiao.reporting.goaltable;

import java.io.IOException;

/** A table whose rows are handed over one after another, as often as wanted, so that large ones need not be held. */
public interface TableRows {

    /** The table; the goals and indicators of its projects may be left out. */
    GoalTable head();

    /** Hands over every unit, each followed by its projects as they are in full, in the order of the print. */
    void forEach(RowReader reader) throws IOException;

    /** Takes the rows. */
    interface RowReader {
        void unit(GoalTable.Unit unit) throws IOException;

        void project(GoalTable.Project project) throws IOException;
    }
}
