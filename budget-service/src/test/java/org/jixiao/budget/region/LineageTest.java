package org.jixiao.budget.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jixiao.budget.region.Lineage.Parent;
import org.junit.jupiter.api.Test;

class LineageTest {

    private static final LocalDate LAST = LocalDate.parse("2024-12-31");
    private static final LocalDate FIRST = LocalDate.parse("2025-01-01");

    /** A district that comes to another city, which comes to another province later. */
    private static final Lineage LINEAGE = new Lineage(
            Map.of("11", region("11"), "12", region("12"), "1", region("1"), "2", region("2"), "111", region("111")),
            Map.of(
                    "1", List.of(new Parent(null, null, null)),
                    "2", List.of(new Parent(null, null, null)),
                    "11", List.of(new Parent("1", null, null)),
                    "12",
                            List.of(
                                    new Parent("1", null, LocalDate.parse("2026-06-30")),
                                    new Parent("2", LocalDate.parse("2026-07-01"), null)),
                    "111", List.of(new Parent("11", null, LAST), new Parent("12", FIRST, null))));

    @Test
    void whatNeverChangedIsOneStay() {
        assertThat(LINEAGE.upwards("11", null, null)).containsExactly(stay(null, null, "11", "1"));
    }

    @Test
    void everyChangeAboveMakesAnotherStay() {
        assertThat(LINEAGE.upwards("111", null, null))
                .containsExactly(
                        stay(null, "2024-12-31", "111", "11", "1"),
                        stay("2025-01-01", "2026-06-30", "111", "12", "1"),
                        stay("2026-07-01", null, "111", "12", "2"));
    }

    @Test
    void staysAreCutByTheDaysThatAreAskedFor() {
        assertThat(LINEAGE.upwards("111", LocalDate.parse("2024-07-01"), LocalDate.parse("2025-03-31")))
                .containsExactly(
                        stay("2024-07-01", "2024-12-31", "111", "11", "1"),
                        stay("2025-01-01", "2025-03-31", "111", "12", "1"));
    }

    private static Region region(String code) {
        return new Region(code, "区划" + code);
    }

    private static Stay stay(String from, String to, String... codes) {
        return new Stay(
                from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                List.of(codes).stream().map(LineageTest::region).toList());
    }
}
