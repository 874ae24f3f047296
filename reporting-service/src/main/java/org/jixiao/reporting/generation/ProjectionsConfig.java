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

    /** How often it is looked whether a generation has caught up and is to be compared. */
    @WithDefault("PT1S")
    Duration lookEvery();
}
