package org.jixiao.reporting.generation;

import java.util.List;
import org.jixiao.platform.inbox.Subscription;

/** What a generation is filled from. */
public interface Sources {

    /** A subscription for each topic of the owners, with offsets that belong to the generation. */
    List<Subscription> into(int generation);
}
