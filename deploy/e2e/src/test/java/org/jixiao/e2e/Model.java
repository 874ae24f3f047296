package org.jixiao.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the event contract says of reports, in memory and one after the other. The reports about one project must be given
 * in the order in which they stand on their topic; nothing else matters.
 */
final class Model {

    private final Map<Subject, Standing> standings = new HashMap<>();
    private final Map<Owner, Map<String, List<String>>> answers =
            Map.of(Owner.BUDGET, new HashMap<>(), Owner.INDICATOR, new HashMap<>());

    /** What one owner knows of one project. */
    private record Subject(Owner owner, String projectCode) {}

    /** A place in the sender's own order. */
    private record Revision(long epoch, long version) implements Comparable<Revision> {

        @Override
        public int compareTo(Revision other) {
            return epoch == other.epoch ? Long.compare(version, other.version) : Long.compare(epoch, other.epoch);
        }
    }

    /**
     * What is known of an id.
     *
     * @param settled whether the report was accepted or stale, so that it cannot come again
     * @param version that it led to; null when it was not accepted
     */
    private record Known(Report report, boolean settled, Long version) {}

    /** Where a project stands with an owner. */
    private static final class Standing {

        private final List<Fact> versions = new ArrayList<>();
        private final Map<String, Known> known = new HashMap<>();
        private final Set<Revision> missing = new HashSet<>();
        private Revision last = new Revision(0, 0);
    }

    /** Takes the next report about its project, and notes the answer to it. */
    void take(Report report) {
        Standing standing =
                standings.computeIfAbsent(new Subject(report.owner(), report.projectCode()), subject -> new Standing());
        answers.get(report.owner())
                .computeIfAbsent(report.id(), id -> new ArrayList<>())
                .add(answer(report, standing) + (report.dryRun() ? " dry" : ""));
    }

    private static String answer(Report report, Standing standing) {
        if (report.flaw() == Report.Flaw.FORM) {
            return refused(report, standing);
        }
        Known known = standing.known.get(report.id());
        if (known != null && !known.report.equals(report)) {
            return "REJECTED ID_CONFLICT";
        }
        return known != null && known.settled ? "DUPLICATE " + known.version : news(report, standing);
    }

    private static String news(Report report, Standing standing) {
        if (report.flaw() == Report.Flaw.REGION || report.flaw() == Report.Flaw.ID) {
            return refused(report, standing);
        }
        Revision revision = new Revision(report.epoch(), report.version());
        if (revision.compareTo(standing.last) <= 0) {
            if (!report.dryRun()) {
                standing.known.put(report.id(), new Known(report, true, null));
                standing.missing.remove(revision);
            }
            return "STALE " + standing.last.version;
        }
        return report.flaw() == Report.Flaw.REFERENCE
                ? refused(report, standing)
                : accepted(report, revision, standing);
    }

    private static String refused(Report report, Standing standing) {
        if (!report.dryRun()) {
            standing.known.putIfAbsent(report.id(), new Known(report, false, null));
        }
        return "REJECTED " + report.flaw().code();
    }

    private static String accepted(Report report, Revision revision, Standing standing) {
        long version = standing.versions.size() + 1L;
        if (!report.dryRun()) {
            for (long skipped = standing.last.version + 1; skipped < revision.version; skipped++) {
                standing.missing.add(new Revision(revision.epoch, skipped));
            }
            standing.versions.add(report.fact());
            standing.known.put(report.id(), new Known(report, true, version));
            standing.last = revision;
        }
        return "ACCEPTED " + version;
    }

    /** By the id of the event, the answers to it in their order: outcome, then version or code. */
    Map<String, List<String>> answers(Owner owner) {
        return answers.get(owner);
    }

    /** By project code, how many versions the owner has published: 1, 2, 3 and so on. */
    Map<String, Long> versions(Owner owner) {
        Map<String, Long> versions = new TreeMap<>();
        standings.forEach((subject, standing) -> {
            if (subject.owner == owner && !standing.versions.isEmpty()) {
                versions.put(subject.projectCode, (long) standing.versions.size());
            }
        });
        return versions;
    }

    /** The revisions that are missing, as {@code project epoch/version}. */
    Set<String> missing(Owner owner) {
        Set<String> missing = new TreeSet<>();
        standings.forEach((subject, standing) -> {
            if (subject.owner == owner) {
                standing.missing.forEach(
                        each -> missing.add(subject.projectCode + " " + each.epoch + "/" + each.version));
            }
        });
        return missing;
    }

    /** The projects of a department that are ISSUED, in the order of their codes. */
    List<Fact.Project> issued(String departmentCode) {
        return standings.keySet().stream()
                .filter(subject -> subject.owner == Owner.BUDGET)
                .map(this::current)
                .filter(fact ->
                        fact != null && fact.issued() && fact.departmentCode().equals(departmentCode))
                .map(Fact.Project.class::cast)
                .sorted(Comparator.comparing(Fact.Project::projectCode))
                .toList();
    }

    /** The ISSUED goal of a project; null without one. */
    Fact.Goal goal(String projectCode) {
        Fact fact = current(new Subject(Owner.INDICATOR, projectCode));
        return fact != null && fact.issued() ? (Fact.Goal) fact : null;
    }

    /** The sums over the ISSUED projects of a department that fit. */
    Sums sums(String departmentCode, Predicate<Fact.Project> fit) {
        return new Sums(this, issued(departmentCode).stream().filter(fit).toList());
    }

    private Fact current(Subject subject) {
        Standing standing = standings.get(subject);
        return standing == null || standing.versions.isEmpty() ? null : standing.versions.getLast();
    }

    /** Sums, in the form in which a rollup tells them. */
    record Sums(
            String total,
            String fiscalAppropriation,
            String specialAccount,
            String other,
            String executed,
            long projects,
            long goals,
            long indicators) {

        private Sums(Model model, List<Fact.Project> of) {
            this(
                    sum(of, Fact.Project::total),
                    sum(of, Fact.Project::fiscalAppropriation),
                    sum(of, Fact.Project::specialAccount),
                    sum(of, Fact.Project::other),
                    sum(of, Fact.Project::executed),
                    of.size(),
                    goals(model, of).size(),
                    goals(model, of).stream().mapToLong(Fact.Goal::indicators).sum());
        }

        private static String sum(List<Fact.Project> of, Function<Fact.Project, Long> amount) {
            return Fact.yuan(Fact.sum(of.stream().map(amount).toArray(Long[]::new)));
        }

        private static Collection<Fact.Goal> goals(Model model, List<Fact.Project> of) {
            return of.stream()
                    .map(project -> model.goal(project.projectCode()))
                    .filter(goal -> goal != null)
                    .toList();
        }
    }
}
