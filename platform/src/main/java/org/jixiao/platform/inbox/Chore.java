package org.jixiao.platform.inbox;

import java.sql.SQLException;

/** Work beside the loops that is done again and again while the service runs. Every bean of this type is run by one thread. */
public interface Chore {

    /**
     * Does what there is to do now, in small steps that each commit on their own.
     *
     * @return whether there is more to do at once
     * @throws SQLException when the database failed; the chore is done again after a rest
     */
    boolean round() throws SQLException;
}
