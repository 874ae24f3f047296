package org.jixiao.platform.inbox.gap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of missing revisions of one subject, as far as one batch knows it.
 *
 * @param id null when it is not stored yet
 * @param scopeCode of the higher revision; null for what was stored before it was kept
 * @param from and {@code to}, both included; {@code from > to} when nothing is missing any more
 * @param noticedAt when a higher revision was applied; a part keeps the time of the whole
 */
record Gap(
        Long id,
        String subject,
        String projectCode,
        String scopeCode,
        long epoch,
        long from,
        long to,
        Instant noticedAt) {

    boolean misses(long inEpoch, long version) {
        return epoch == inEpoch && from <= version && version <= to;
    }

    boolean closed() {
        return from > to;
    }

    /**
     * What is left once this revision has arrived. A stored gap always has exactly one successor under its id, which may
     * be closed; a part above the revision is a gap of its own.
     */
    List<Gap> without(long version) {
        Gap below = new Gap(id, subject, projectCode, scopeCode, epoch, from, version - 1, noticedAt);
        Gap above = new Gap(null, subject, projectCode, scopeCode, epoch, version + 1, to, noticedAt);
        if (above.closed()) {
            return List.of(below);
        }
        if (below.closed()) {
            return List.of(new Gap(id, subject, projectCode, scopeCode, epoch, version + 1, to, noticedAt));
        }
        return List.of(below, above);
    }

    /** The gaps that are left of these once a revision has arrived. */
    static List<Gap> without(List<Gap> gaps, long epoch, long version) {
        List<Gap> left = new ArrayList<>(gaps.size() + 1);
        for (Gap each : gaps) {
            if (each.misses(epoch, version)) {
                left.addAll(each.without(version));
            } else {
                left.add(each);
            }
        }
        return left;
    }
}
