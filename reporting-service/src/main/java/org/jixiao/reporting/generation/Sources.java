package org.jixiao.reporting.generation;

import java.util.List;
import org.jixiao.platform.inbox.Subscription;

/** What a generation is filled from. */
public interface Sources {

    /** The owners' topics. */
    List<String> topics();

    /** A subscription for each topic, with offsets that belong to the generation, at a pace that all of them share. */
    List<Subscription> into(int generation, Pace pace);

    /** The names of those subscriptions. */
    List<String> names(int generation);

    /** Those of the topics of which an empty generation is filled at once; the others go through the ordinary batches. */
    Bulk bulk();
}
