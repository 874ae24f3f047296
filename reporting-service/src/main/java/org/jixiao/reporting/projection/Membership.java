package org.jixiao.reporting.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jixiao.reporting.projection.DepartmentChange.Named;

/**
 * Where a department lay for some time.
 *
 * @param from the first day; null for as long as anybody remembers
 * @param to the last day; null while it goes on
 * @param regions from the department's own region up to the province
 */
public record Membership(LocalDate from, LocalDate to, List<Named> regions) {

    private static final int FIRST_YEAR = 0;
    private static final int LAST_YEAR = 9999;
    private static final Comparator<Membership> ORDER = Comparator.comparing(
                    Membership::from, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Membership::to, Comparator.nullsLast(Comparator.naturalOrder()));

    /** The fiscal years for which a department's figures are added up by these regions. */
    record InYears(int first, int last, List<Named> regions) {}

    /**
     * The years of each membership, which leave no year out and name none twice. The figures of a fiscal year go by the
     * membership in force on 1 January of that year, the structure for which the budget was made. Where none is in force
     * on that day they go by the next that begins, and after the last has ended by the last: money is never left out
     * because of a gap between dates.
     *
     * @param memberships at least one, in any order
     */
    static List<InYears> inYears(List<Membership> memberships) {
        List<Membership> ordered = memberships.stream().sorted(ORDER).toList();
        List<InYears> years = new ArrayList<>();
        int first = FIRST_YEAR;
        for (int i = 0; i < ordered.size() && first <= LAST_YEAR; i++) {
            Membership each = ordered.get(i);
            boolean goesOn = each.to == null || i == ordered.size() - 1;
            int last = goesOn ? LAST_YEAR : Math.min(LAST_YEAR, each.to.getYear());
            if (last >= first) {
                years.add(new InYears(first, last, each.regions));
                first = last + 1;
            }
        }
        return years;
    }
}
