package org.jixiao.reporting.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the read model is held against what it should be. */
@ConfigMapping(prefix = "jixiao.reconciliation")
interface ReconciliationConfig {

    /** The rest between two rounds; longer where a round takes long, so that the database has time for others. */
    @WithDefault("PT30S")
    Duration every();

    /** How long a digest has to be overtaken by the events that it tells of before it is judged. */
    @WithDefault("PT30S")
    Duration settle();
}
