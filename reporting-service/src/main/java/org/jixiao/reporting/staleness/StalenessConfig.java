package org.jixiao.reporting.staleness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the read model is looked at for what it is behind with. */
@ConfigMapping(prefix = "jixiao.staleness")
interface StalenessConfig {

    /** The rest between two looks; longer after one that took long. */
    @WithDefault("PT5S")
    Duration every();

    /** What is behind for less than that is on its way, and is not told. */
    @WithDefault("PT10S")
    Duration grace();
}
