package org.jixiao.indicator.goal;

import java.util.List;

/** What came of reading a printed cell: all of its items, or every reason why not. */
public sealed interface CellReading {

    /**
     * The cell says this.
     *
     * @param items in printed order; none for a blank cell
     */
    record Items(List<PrintedIndicator> items) implements CellReading {

        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * The cell is no cell.
     *
     * @param faults at least one, by position
     */
    record Refused(List<CellFault> faults) implements CellReading {

        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
