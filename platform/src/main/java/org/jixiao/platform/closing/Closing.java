package org.jixiao.platform.closing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sender's statement of a period held against the owner's books: equality, or the difference per figure. Kept for good.
 *
 * @param period a month, {@code 2025-06}, or the year, {@code 2025}. Events state everything and not the difference, so
 *     both compare the state at {@code asOf}; the month is the sender's name for the moment
 * @param closesYear whether this closing closed the year for the sender: the period is the year, and all is equal
 * @param stated the figures that the sender stated
 * @param found the same figures in the books, and how many are withdrawn and not counted
 * @param projects what differs of each; null when the sender stated no projects
 * @param candidates where to look: what was refused since the project was last recorded, and revisions that were skipped
 * @param readUpTo which of the sender's events the books contain
 */
@Schema(name = "Closing")
record Closing(
        @Schema(examples = "01936f2e-7c1a-7b52-9d0e-5a3c2f1b8e77")
        String closingId,

        @Schema(examples = "yuexiu-finance") String sender,
        @Schema(examples = "2025") int fiscalYear,
        @Schema(examples = "2025-06") String period,
        boolean equal,
        boolean closesYear,
        Instant asOf,
        String closedBy,
        @Schema(nullable = true) Reopening reopening,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        JsonNode stated,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        JsonNode found,

        List<Difference> differences,
        @Schema(nullable = true) List<Differing> projects,
        List<Candidate> candidates,
        ReadUpTo readUpTo) {

    /**
     * A figure that is not the same on both sides. Amounts are strings in 元, counts are numbers; null is a blank.
     *
     * @param pointer into the stated figures: {@code /totals/other}
     * @param difference found minus stated; null when one of them is a blank
     */
    @Schema(name = "ClosingDifference")
    record Difference(
            @Schema(examples = "/totals/other") String pointer,

            @Schema(implementation = Object.class, description = FIGURE)
            JsonNode stated,

            @Schema(implementation = Object.class, description = FIGURE)
            JsonNode found,

            @Schema(implementation = Object.class, description = FIGURE)
            JsonNode difference) {}

    /** What a figure looks like on the wire. */
    static final String FIGURE = "金额是字符串，数量是数字，空格是 null / an amount is a string, a count a number, a blank null";

    /** How the two sides differ about one project. */
    @Schema(name = "ClosingReason")
    enum Reason {
        /** The sender counts it, and has never had it accepted here. */
        MISSING_HERE,
        /** It counts here, and the sender does not state it. */
        MISSING_THERE,
        /** The sender counts it; here it is withdrawn. */
        WITHDRAWN_HERE,
        /** The sender's last applied revision is another. */
        OTHER_REVISION,
        /** Its figures differ. */
        OTHER_FIGURES
    }

    /**
     * A project that differs.
     *
     * @param foundVersion the sender's revision that was last applied; null when there is none
     */
    @Schema(name = "ClosingProject")
    record Differing(
            @Schema(examples = "44010425T000000000001") String projectCode,
            List<Reason> reasons,
            @Schema(nullable = true) Long statedVersion,
            @Schema(nullable = true) Long foundVersion,
            List<Difference> differences) {}

    /** Why a project is a place to look. */
    @Schema(name = "ClosingCause")
    enum Cause {
        /** An event was refused, and none was accepted since. */
        REJECTED,
        /** A revision of the sender was skipped, and has neither come nor been given up. */
        GAP
    }

    /**
     * A place to look when figures differ.
     *
     * @param code why the event was refused; null for a gap
     */
    @Schema(name = "ClosingCandidate")
    record Candidate(
            @Schema(examples = "44010425T000000000001") String projectCode,
            Cause cause,

            @Schema(examples = "UNKNOWN_REFERENCE", nullable = true)
            String code,

            Instant since) {}

    /**
     * How far the sender's topic was read.
     *
     * @param lastReceivedAt when its last event was answered; null when there is none
     */
    @Schema(name = "ClosingReadUpTo")
    record ReadUpTo(@Schema(nullable = true) Instant lastReceivedAt, List<Position> offsets) {}

    /** How far a partition of the sender's topic was read. */
    @Schema(name = "ClosingPosition")
    record Position(String topic, int partition, long nextOffset) {}

    /** Who opened the year again, and why. */
    @Schema(name = "Reopening")
    record Reopening(String reason, String reopenedBy, Instant reopenedAt) {}
}
