package org.jixiao.indicator.goal;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a goal was in one of its versions.
 *
 * @param recordedBy the source of an event, or the subject of a caller's token
 * @param cause id of the event or request that brought it about; the published event carries it as {@code causationid}
 */
@Schema(name = "GoalVersion")
record GoalVersionView(long version, Instant recordedAt, String recordedBy, String cause, PublishedGoal goal) {}
