package org.jixiao.reporting.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.ADepartment.Lying;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;

/**
 * A history of one city by a seed: projects that change, move, are withdrawn and come back, their goals, and their
 * departments; and the ways in which it may be delivered.
 */
final class Happenings {

    static final List<Integer> YEARS = List.of(2025, 2026);

    private static final int PROJECTS = 10;
    private static final int PARTITIONS = 4;

    private final Random random;
    private final Model model = new Model();
    private final List<OwnersEvent> events = new ArrayList<>();
    private final String city;
    private final String elsewhere;
    private final boolean districtMoves;
    private final List<String> departments;

    Happenings(long seed) {
        random = new Random(seed);
        city = "%04d".formatted(5100 + seed);
        elsewhere = "98%02d".formatted(seed);
        districtMoves = random.nextBoolean();
        departments = List.of(city + "01001", city + "01002", city + "02001", city + "00001");
        departments.forEach(this::tellDepartment);
        for (int number = 1; number <= PROJECTS; number++) {
            AProject project = AProject.of(departments.getFirst(), number);
            tellProject(project);
            tellGoal(project);
            tellAssessment(project);
        }
    }

    /** What the read model must say in the end. */
    Model model() {
        return model;
    }

    /** The four digits that all codes of this history begin with. */
    String city() {
        return city;
    }

    /** Another city, which departments and a district of this one may come to lie in. */
    String elsewhere() {
        return elsewhere;
    }

    List<String> departments() {
        return departments;
    }

    /**
     * All events at least once, some more often, in any order; one key always in one partition of its topic.
     *
     * @return for each topic its batches in the order of their delivery
     */
    Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> delivery() {
        List<OwnersEvent> sent = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(3) == 0).forEach(sent::add);
        Collections.shuffle(sent, random);
        Map<String, Map<Integer, List<ConsumerRecord<byte[], byte[]>>>> topics = new HashMap<>();
        for (OwnersEvent event : sent) {
            int partition = Math.floorMod(event.key().hashCode(), PARTITIONS);
            List<ConsumerRecord<byte[], byte[]>> log = topics.computeIfAbsent(event.topic(), topic -> new HashMap<>())
                    .computeIfAbsent(partition, part -> new ArrayList<>());
            log.add(new ConsumerRecord<>(event.topic(), partition, log.size(), event.keyBytes(), event.value()));
        }
        Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> delivery = new HashMap<>();
        topics.forEach((topic, partitions) -> delivery.put(topic, batches(List.copyOf(partitions.values()))));
        return delivery;
    }

    private List<List<ConsumerRecord<byte[], byte[]>>> batches(List<List<ConsumerRecord<byte[], byte[]>>> partitions) {
        List<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayList<>();
        for (List<ConsumerRecord<byte[], byte[]>> log : partitions) {
            for (int from = 0; from < log.size(); ) {
                int to = Math.min(log.size(), from + 1 + random.nextInt(20));
                batches.add(log.subList(from, to));
                from = to;
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** Revisions in two epochs, with holes. */
    private List<At> history() {
        List<At> history = new ArrayList<>();
        long version = 0;
        long epoch = 1;
        for (int i = 0; i <= random.nextInt(6); i++) {
            if (random.nextInt(6) == 0) {
                epoch++;
                version = 0;
            }
            version += 1 + random.nextInt(2);
            history.add(new At(epoch, version));
        }
        return history;
    }

    private void tellProject(AProject first) {
        if (random.nextInt(8) == 0) {
            return;
        }
        for (At at : history()) {
            AProject project = first.movedTo(any(departments), any(YEARS)).named("项目 " + random.nextInt(100));
            project = project.in(project.departmentCode() + "00" + (1 + random.nextInt(2)))
                    .executed(amount())
                    .handedDownBy(random.nextBoolean() ? null : "穗财〔2024〕" + random.nextInt(99) + "号");
            String[] parts = {amount(), amount(), amount()};
            project = project.amounting(total(parts), parts[0], parts[1], parts[2]);
            project = project.issuedAt(issued());
            project = random.nextInt(5) == 0 ? project.withdrawn() : project;
            events.add(project.at(at));
            model.note(project, at);
        }
    }

    private void tellGoal(AProject project) {
        if (random.nextInt(6) == 0) {
            return;
        }
        for (At at : history()) {
            AGoal goal = AGoal.of(project.movedTo(any(departments), any(YEARS)), 0)
                    .measuredBy(types())
                    .stating("目标 " + random.nextInt(1000) + "\n第二段");
            goal = random.nextInt(5) == 0 ? goal.withdrawn() : goal;
            events.add(goal.at(at));
            model.note(goal, at);
        }
    }

    /** Where its project came to lie as a rule, and now and then where it does not. */
    private void tellAssessment(AProject project) {
        if (random.nextInt(5) == 0) {
            return;
        }
        for (At at : history()) {
            AProject place =
                    random.nextInt(3) == 0 ? project.movedTo(any(departments), any(YEARS)) : model.lastOf(project);
            AnAssessment assessment = AnAssessment.of(place);
            for (int month = 7; month < 7 + random.nextInt(4); month++) {
                assessment = assessment.monitored(month, lit());
            }
            if (random.nextInt(3) > 0) {
                assessment = assessment.evaluated(
                        "%d.%02d".formatted(random.nextInt(100), random.nextInt(100)),
                        any(List.of("EXCELLENT", "GOOD", "FAIR", "POOR")));
            }
            events.add(assessment.at(at));
            model.note(assessment, at);
        }
    }

    private String[] lit() {
        return types().stream()
                .map(type -> type
                        + any(List.of(
                                "",
                                " RED",
                                " RED FUNDS",
                                " YELLOW",
                                " YELLOW OTHER",
                                " GREEN",
                                " GREEN",
                                " GREEN",
                                " BLUE")))
                .toArray(String[]::new);
    }

    private List<String> types() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(each -> any(List.of("11", "12", "22", "31")))
                .toList();
    }

    private AProject.Issued issued() {
        return switch (random.nextInt(3)) {
            case 0 -> AProject.Issued.UNTOLD;
            case 1 -> AProject.Issued.UNCHANGED;
            default -> {
                String[] parts = {amount(), amount(), amount()};
                yield AProject.Issued.of(Model.sum(Arrays.asList(parts)), parts[0], parts[1], parts[2]);
            }
        };
    }

    /** One stay after the other, some with days between them, the last one open. */
    private Lying[] stays() {
        List<Lying> stays = new ArrayList<>();
        LocalDate from = random.nextBoolean() ? null : LocalDate.parse("2025-02-01");
        for (String end : List.of("2024-12-31", "2025-03-31", "2025-12-31", "2026-06-30")) {
            LocalDate to = LocalDate.parse(end);
            if (random.nextBoolean() && (from == null || from.isBefore(to))) {
                stay(stays, from, to, any(List.of(city + "01", city + "02", city + "00", elsewhere + "01")));
                from = to.plusDays(1 + random.nextInt(2) * 40L);
            }
        }
        stay(stays, from, null, any(List.of(city + "01", city + "02", city + "00")));
        return stays.toArray(Lying[]::new);
    }

    /** In two parts when the region itself comes to lie elsewhere meanwhile. */
    private void stay(List<Lying> stays, LocalDate from, LocalDate to, String region) {
        LocalDate lastDay = LocalDate.parse("2025-12-31");
        boolean moves = districtMoves && region.equals(city + "02");
        boolean before = from == null || !from.isAfter(lastDay);
        boolean after = to == null || to.isAfter(lastDay);
        if (moves && before && after) {
            stays.add(new Lying(text(from), text(lastDay), ADepartment.upwards(region, city + "00", "510000")));
            stays.add(new Lying(text(lastDay.plusDays(1)), text(to), upwardsElsewhere(region)));
        } else if (region.startsWith(elsewhere) || (moves && after)) {
            stays.add(new Lying(text(from), text(to), upwardsElsewhere(region)));
        } else {
            Map<String, String> upwards = region.equals(city + "00")
                    ? ADepartment.upwards(region, "510000")
                    : ADepartment.upwards(region, city + "00", "510000");
            stays.add(new Lying(text(from), text(to), upwards));
        }
    }

    private Map<String, String> upwardsElsewhere(String region) {
        return ADepartment.upwards(region, elsewhere + "00", "980000");
    }

    private static String text(LocalDate date) {
        return date == null ? null : date.toString();
    }

    private void tellDepartment(String code) {
        Lying[] stays = stays();
        for (At at : history()) {
            Map<String, String> units = new HashMap<>();
            IntStream.rangeClosed(1, random.nextInt(3))
                    .forEach(unit -> units.put(code + "00" + unit, "单位 " + random.nextInt(100)));
            ADepartment department = ADepartment.of(code)
                    .named("部门 " + random.nextInt(100))
                    .withUnits(units)
                    .lying(stays);
            events.add(department.at(at));
            model.note(department, at);
        }
    }

    /** The sum of what is there, now and then stated wrongly. */
    private String total(String... parts) {
        return random.nextInt(12) == 0 ? "1.23" : Model.sum(Arrays.asList(parts));
    }

    private String amount() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> "0.00";
            default -> "%d.%02d".formatted(random.nextInt(10_000_000), random.nextInt(100));
        };
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
