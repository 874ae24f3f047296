package org.jixiao.reporting.publication;

import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.goaltable.GoalTable;

/**
 * A table as it stood at one moment, ready to be published. To be closed.
 *
 * @param head the table; the goals and indicators of its projects may be left out
 * @param canonical its canonical JSON
 * @param sha256 of that, in hexadecimal digits
 */
record Frozen(GoalTable head, Content canonical, String sha256) implements AutoCloseable {

    @Override
    public void close() {
        canonical.close();
    }
}
