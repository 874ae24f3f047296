package org.jixiao.reporting.projection;

import java.util.Comparator;

/**
 * Which state of its key a change tells: business order is (epoch, version), never a clock or an offset.
 *
 * @param epoch raised when the owner was restored from a backup, from 1
 * @param version of the owner's aggregate, from 1
 */
public record Revision(long epoch, long version) implements Comparable<Revision> {

    private static final Comparator<Revision> ORDER =
            Comparator.comparingLong(Revision::epoch).thenComparingLong(Revision::version);

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }
}
