package org.jixiao.budget.project;

/**
 * What was approved together with the budget (批复): it stays whatever is adjusted or withdrawn later.
 *
 * @param version the project's first version that was ISSUED
 * @param amounts of that version
 */
public record FirstIssue(long version, Amounts amounts) {

    /** The first issue once this is stated: the one there was, or this one. Null as long as nothing was issued. */
    static FirstIssue upTo(FirstIssue before, ProjectContent stated, long version) {
        return before == null && stated.state() == ProjectState.ISSUED
                ? new FirstIssue(version, stated.amounts())
                : before;
    }
}
