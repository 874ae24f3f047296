package org.jixiao.reporting.generation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How generations of the read model are filled and compared. */
@ConfigMapping(prefix = "jixiao.projections")
public interface ProjectionsConfig {

    /** The most records in a second that one replica reads into a generation that is being filled; 0 for no limit. */
    @WithDefault("0")
    int recordsPerSecond();

    /** So many records of one partition of the topics that make the lines are a backlog, which is applied in bulk. */
    @WithDefault("2000")
    int backlog();

    /** How long a replica that fills may not be heard of, before another does what it had in hand. */
    @WithDefault("PT10S")
    Duration claim();

    /**
     * How many bytes of records each hand that fills keeps in the directory for temporary files; what does not fit is read from the
     * topics a second time.
     */
    long keptBytes();

    /** How often it is looked whether a generation has caught up and is to be compared. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /**
     * How old a comparison may be when readers are switched without force. Another is made as soon as half of that is over, which
     * reads all rows of two generations.
     */
    @WithDefault("PT20M")
    Duration comparisonAge();
}
