package org.jixiao.reporting.generation;

import java.util.List;
import java.util.function.IntPredicate;
import org.jixiao.platform.inbox.Subscription;

/** What a generation is filled from. */
public interface Sources {

    /** The owners' topics. */
    List<String> topics();

    /**
     * A subscription for each topic, with offsets that belong to the generation, at a pace that all of them share.
     *
     * @param inBulk of which partitions what has piled up is applied in bulk
     */
    List<Subscription> into(int generation, Pace pace, IntPredicate inBulk);

    /** The names of those subscriptions. */
    List<String> names(int generation);

    /** Those of the topics of which an empty generation is filled at once; the others go through the ordinary batches. */
    Bulk bulk();
}
