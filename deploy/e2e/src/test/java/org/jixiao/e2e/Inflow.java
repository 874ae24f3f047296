package org.jixiao.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reports of two sending systems about projects and goals without end, revision after revision, by a seed. */
final class Inflow {

    private static final int PROJECTS = 60;

    private final Random random;
    private final Facts facts;
    private final List<History.Department> departments;
    private final Map<String, Long> revisions = new HashMap<>();
    private final ConcurrentLinkedQueue<Report> made = new ConcurrentLinkedQueue<>();

    /** @param number of the two departments; no other test on this stack has it */
    Inflow(long seed, int number) {
        random = new Random(seed);
        facts = new Facts(random);
        departments = History.departments(number);
    }

    List<History.Department> departments() {
        return departments;
    }

    /** The next report, which the caller sends. */
    Report next() {
        History.Department department = departments.get(random.nextInt(departments.size()));
        Owner owner = random.nextBoolean() ? Owner.BUDGET : Owner.INDICATOR;
        String code = department.projectCodes(PROJECTS).get(random.nextInt(PROJECTS));
        Report report = new Report(
                owner,
                department.sender(),
                new UUID(random.nextLong(), random.nextLong()).toString(),
                1,
                revisions.merge(owner + code, 1L, Long::sum),
                false,
                Report.Flaw.NONE,
                facts.about(code, department, owner));
        made.add(report);
        return report;
    }

    /** The latest report to an owner; there must be one. */
    Report last(Owner owner) {
        return made.stream()
                .filter(report -> report.owner() == owner)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** All reports so far, in their order. */
    List<Report> made() {
        return List.copyOf(made);
    }
}
