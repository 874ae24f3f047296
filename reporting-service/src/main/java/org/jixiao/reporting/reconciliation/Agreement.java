package org.jixiao.reporting.reconciliation;

import java.time.Instant;

/**
 * Whether the figures of some departments in one year are those of the owners, and add up.
 *
 * @param differences how many were found in the last rounds; must be 0
 * @param departments how many have projects in that year
 * @param unstated how many of them the owners have stated no digest of, or none of everything, so that there is nothing to hold
 *     them against
 * @param checkedAt when the oldest of the rounds was done; null before the first
 */
public record Agreement(long differences, long departments, long unstated, Instant checkedAt) {

    /** Whether anything was compared at all. */
    public boolean isChecked() {
        return checkedAt != null && (departments == 0 || unstated < departments);
    }

    /** Whether everything was compared and nothing differs. */
    public boolean isWhole() {
        return isChecked() && differences == 0 && unstated == 0;
    }
}
