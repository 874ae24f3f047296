package org.jixiao.platform.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sending system: the regions it may speak for, who answers for it, and who has registered and last changed it.
 *
 * @param retirement null for a sender that may report
 */
@Schema(name = "Sender")
record Sender(
        @Schema(examples = "yuexiu-finance") String sender,

        @Schema(nullable = true, examples = "越秀区财政局预算管理一体化系统")
        String name,

        @Schema(nullable = true, examples = "越秀区财政局信息中心 020-8888 0000")
        String contact,

        List<Grant> regions,
        @Schema(nullable = true) Retirement retirement,
        String registeredBy,
        Instant registeredAt,
        String changedBy,
        Instant changedAt,
        @Schema(examples = "1") long version) {

    /** A region that a sender may speak for, from and to the given days, both included; no last day when it is null. */
    @Schema(name = "SenderRegion")
    record Grant(
            @Schema(examples = "440104") String regionCode,
            LocalDate from,
            @Schema(nullable = true) LocalDate to) {

        /** Whether there is a day on which both speak for the same region. */
        boolean overlaps(Grant other) {
            return regionCode.equals(other.regionCode)
                    && (to == null || !to.isBefore(other.from))
                    && (other.to == null || !other.to.isBefore(from));
        }
    }

    /** Since when and why a sender may report no more; it may still read its results. */
    @Schema(name = "SenderRetirement")
    record Retirement(LocalDate from, String reason, String retiredBy, Instant retiredAt) {}

    /** What happened to a sender. */
    enum Action {
        REGISTERED,
        CHANGED,
        RETIRED,
        REINSTATED
    }

    static Sender registered(String sender, String name, String contact, List<Grant> regions, String by, Instant at) {
        return new Sender(sender, name, contact, regions, null, by, at, by, at, 1);
    }

    Sender changed(String newName, String newContact, List<Grant> newRegions, String by, Instant at) {
        return new Sender(
                sender, newName, newContact, newRegions, retirement, registeredBy, registeredAt, by, at, version + 1);
    }

    /** With or, for null, without a retirement. */
    Sender changed(Retirement newRetirement, String by, Instant at) {
        return new Sender(
                sender, name, contact, regions, newRetirement, registeredBy, registeredAt, by, at, version + 1);
    }
}
