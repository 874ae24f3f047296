package org.jixiao.indicator.goal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is kept of goals elsewhere under the department that they are in. */
public interface GoalFollower {

    /**
     * Goals have come to another department; takes along what there is of them. They are saved and locked, and this is part of
     * the same transaction.
     *
     * @param moved the last version of each
     */
    void follow(Connection connection, List<LedgerEntry> moved) throws SQLException;
}
