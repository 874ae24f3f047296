package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Holds what the services say and have said against the {@link Model}. */
final class Proof {

    private static final BigDecimal FEN_OF_TEN_THOUSAND_YUAN = new BigDecimal(1_000_000);

    private final Model model;
    private final Asking asking;

    Proof(Model model, Asking asking) {
        this.model = model;
        this.asking = asking;
    }

    /** Every record has one receipt, however often it was repeated, and it says what the model says. */
    void ofReceipts(Collection<Wire.Answer> answers) {
        for (Owner owner : Owner.values()) {
            Map<String, Wire.Answer> byReceipt = new HashMap<>();
            Map<String, Set<String>> receiptsOfPlace = new HashMap<>();
            for (Wire.Answer each : answers) {
                if (each.owner() == owner && model.answers(owner).containsKey(each.eventId())) {
                    byReceipt.put(each.receiptId(), each);
                    receiptsOfPlace
                            .computeIfAbsent(each.place(), place -> new HashSet<>())
                            .add(each.receiptId());
                }
            }
            assertThat(receiptsOfPlace.entrySet())
                    .as("records of %s with more than one receipt", owner)
                    .allMatch(place -> place.getValue().size() == 1);
            Map<String, List<String>> told = byReceipt.values().stream()
                    .sorted(Comparator.comparingLong(Wire.Answer::offset))
                    .collect(Collectors.groupingBy(
                            Wire.Answer::eventId, Collectors.mapping(Wire.Answer::told, Collectors.toList())));
            same("receipts of " + owner, told, model.answers(owner));
        }
    }

    /** Versions of each project stand on the owner's topic as 1…n, repeats aside. */
    void ofPublished(Collection<Wire.Published> published) {
        for (Owner owner : Owner.values()) {
            Map<String, List<Long>> seen = new TreeMap<>();
            Set<String> ids = new HashSet<>();
            Map<String, Long> expected = model.versions(owner);
            for (Wire.Published each : published) {
                if (each.owner() == owner && expected.containsKey(each.projectCode()) && ids.add(each.eventId())) {
                    seen.computeIfAbsent(each.projectCode(), code -> new ArrayList<>())
                            .add(each.version());
                }
            }
            Map<String, List<Long>> oneToN = new TreeMap<>();
            expected.forEach((code, count) ->
                    oneToN.put(code, LongStream.rangeClosed(1, count).boxed().toList()));
            same("versions published by " + owner, seen, oneToN);
        }
    }

    /** The owners show the versions of the model. */
    void ofOwners(String departmentCode) {
        for (Owner owner : Owner.values()) {
            Map<String, Long> expected = new TreeMap<>(model.versions(owner));
            expected.keySet().removeIf(code -> !departmentOf(code).equals(departmentCode));
            same("versions in " + owner, asking.versions(owner, departmentCode), expected);
        }
    }

    /** Rollups and the table say the sums and lines of the model. */
    void ofReadModel(String departmentCode) {
        Map<String, Model.Sums> byUnit = new TreeMap<>();
        byUnit.put("", model.sums(departmentCode, project -> true));
        model.issued(departmentCode)
                .forEach(project -> byUnit.computeIfAbsent(
                        project.unitCode(),
                        unit -> model.sums(
                                departmentCode, each -> each.unitCode().equals(unit))));
        same("rollup by unit of " + departmentCode, asking.rollup(departmentCode, "unit"), byUnit);
        Map<String, Model.Sums> byFunding = new TreeMap<>();
        byFunding.put("", byUnit.get(""));
        for (String funding : List.of("OWN", "TRANSFER")) {
            byFunding.put(
                    funding, model.sums(departmentCode, each -> each.funding().equals(funding)));
        }
        same("rollup by funding of " + departmentCode, asking.rollup(departmentCode, "funding"), byFunding);
        assertThat(asking.table(departmentCode))
                .as("table of %s", departmentCode)
                .isEqualTo(model.issued(departmentCode).stream()
                        .map(this::line)
                        .sorted()
                        .toList());
    }

    /** The owners wait for the revisions that the model misses. */
    void ofGaps(String departmentCode, String sender) {
        for (Owner owner : Owner.values()) {
            assertThat(ofDepartment(asking.missing(owner, sender), departmentCode))
                    .as("revisions that %s misses in %s", owner, departmentCode)
                    .isEqualTo(ofDepartment(model.missing(owner), departmentCode));
        }
    }

    /** What finally became of an event is the last answer to it that is neither a duplicate nor a conflict. */
    void ofFinalReceipt(Report report) {
        List<String> answers = model.answers(report.owner()).get(report.id());
        String last = answers.stream()
                .filter(each -> !each.startsWith("DUPLICATE") && !each.startsWith("REJECTED ID_CONFLICT"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(asking.finalAnswer(report.owner(), report.sender(), report.id()))
                .as("final receipt of %s", report.id())
                .isEqualTo(last.replace(" dry", ""));
    }

    private String line(Fact.Project project) {
        Fact.Goal goal = model.goal(project.projectCode());
        String total = project.total() == null
                ? "null"
                : BigDecimal.valueOf(project.total())
                        .divide(FEN_OF_TEN_THOUSAND_YUAN, 2, RoundingMode.HALF_UP)
                        .toPlainString();
        return project.projectCode() + " " + total + " "
                + (goal == null ? "null 0" : goal.statement() + " " + goal.indicators());
    }

    private static Set<String> ofDepartment(Set<String> missing, String departmentCode) {
        return missing.stream()
                .filter(each -> departmentOf(each).equals(departmentCode))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String departmentOf(String projectCode) {
        return projectCode.substring(0, 6) + projectCode.substring(9, 12);
    }

    /** Names the entries that differ, and only those. */
    private static <T> void same(String what, Map<String, T> actual, Map<String, T> expected) {
        Map<String, String> differences = new TreeMap<>();
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            if (!Objects.equals(actual.get(key), expected.get(key))) {
                differences.put(key, actual.get(key) + " instead of " + expected.get(key));
            }
        }
        assertThat(differences).as(what).isEmpty();
    }
}
