package org.jixiao.e2e;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What two sending systems report of one department each, by a seed: every project and goal in many revisions, some of
 * them withdrawn, refused, dry runs, late, repeated, under a used id or never sent, and a restore from a backup on the way.
 */
final class History {

    private static final int PROJECTS = 25;
    private static final int REVISIONS = 10;
    private static final int WINDOW = 50;

    private final Random random;
    private final Facts facts;
    private final List<Department> departments;
    private final List<Report> reports = new ArrayList<>();

    /** A department and who reports for it. */
    record Department(String sender, String code) {

        String unit(int number) {
            return code + "%03d".formatted(number);
        }

        /** Codes of projects that no other department has. */
        List<String> projectCodes(int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(number -> "%s25T%s%09d".formatted(code.substring(0, 6), code.substring(6), number))
                    .toList();
        }
    }

    /**
     * @param number of the two departments, from 200; no two histories on one stack share it
     */
    History(long seed, int number) {
        random = new Random(seed);
        facts = new Facts(random);
        departments = departments(number);
        for (Department department : departments) {
            for (Owner owner : Owner.values()) {
                reports.addAll(delivered(reported(owner, department)));
            }
        }
    }

    /** Those of this number in the districts of both sending systems. */
    static List<Department> departments(int number) {
        return List.of(
                new Department("yuexiu-finance", "440104" + number),
                new Department("haizhu-finance", "440105" + number));
    }

    List<Department> departments() {
        return departments;
    }

    /** In the order in which they are sent. */
    List<Report> reports() {
        return reports;
    }

    /** In the order in which the sender has made them. */
    private List<Report> reported(Owner owner, Department department) {
        List<Report> made = new ArrayList<>();
        List<String> codes = department.projectCodes(PROJECTS);
        Map<String, Long> last = new HashMap<>();
        Map<String, String> lastIds = new HashMap<>();
        int all = PROJECTS * REVISIONS;
        for (int i = 0; i < all; i++) {
            long epoch = i < all / 2 ? 1 : 2;
            if (i == all / 2) {
                last.replaceAll((code, version) -> Math.max(1, version - 2));
            }
            String code = any(codes);
            long version = last.merge(code, 1L, Long::sum);
            Report report = report(owner, department, code, epoch, version, lastIds.getOrDefault(code, id()));
            lastIds.put(code, report.id());
            if (report.dryRun()) {
                last.merge(code, -1L, Long::sum);
            }
            made.add(report);
            if (chance(10)) {
                long before = 1 + random.nextLong(version);
                made.add(new Report(
                        owner,
                        department.sender(),
                        id(),
                        epoch,
                        before,
                        false,
                        Report.Flaw.NONE,
                        fact(owner, department, code)));
            }
        }
        return made;
    }

    private Report report(Owner owner, Department department, String code, long epoch, long version, String usedId) {
        Report.Flaw flaw = chance(40) ? any(List.of(Report.Flaw.values())) : Report.Flaw.NONE;
        String id = flaw == Report.Flaw.ID ? usedId : id();
        return new Report(
                owner, department.sender(), id, epoch, version, chance(30), flaw, fact(owner, department, code));
    }

    /** 5 % twice, 0.1 % never, and each at most the window away from its place. */
    private List<Report> delivered(List<Report> made) {
        record Placed(Report report, double at) {}
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            if (chance(1)) {
                continue;
            }
            placed.add(new Placed(made.get(i), place(i)));
            if (chance(50)) {
                placed.add(new Placed(made.get(i), place(i)));
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingDouble(Placed::at))
                .map(Placed::report)
                .toList();
    }

    /** Most stay where they are: one in twenty wanders. */
    private double place(int i) {
        return chance(50) ? i + random.nextDouble(WINDOW) : i;
    }

    private Fact fact(Owner owner, Department department, String code) {
        return facts.about(code, department, owner);
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private boolean chance(int perThousand) {
        return random.nextInt(1_000) < perThousand;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
