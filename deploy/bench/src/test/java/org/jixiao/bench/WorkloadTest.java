package org.jixiao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jixiao.bench.Departments.Department;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void departmentsAreAsUnevenAsObservedOnes() {
        List<Integer> sizes = new Departments(60_000, 1)
                .all().stream().map(Department::projects).sorted().toList();

        assertThat(sizes.get(sizes.size() / 2)).isBetween(12, 16);
        assertThat(sizes.get(sizes.size() * 95 / 100)).isBetween(120, 190);
        assertThat(sizes.getLast()).isGreaterThanOrEqualTo(250);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60_000);
    }

    @Test
    void aProvinceFitsIntoTheCodesThatThereAre() {
        List<Department> departments = new Departments(600_000, 1).all();

        assertThat(departments).allMatch(department -> department.code().matches("4401[0-9]{5}"));
        assertThat(departments).extracting(Department::code).doesNotHaveDuplicates();
    }

    @Test
    void everyVersionIsToldOnceAndAfterTheOneBefore() {
        Workload workload = new Workload("bench-finance", 'T', 500, 3);
        List<String> told = new ArrayList<>();

        workload.eachGoalEvent(event -> told.add(event.key()));

        assertThat(told).hasSize(Math.toIntExact(workload.events()));
        assertThat(new HashSet<>(told.subList(0, 500))).hasSize(500);
        assertThat(Set.copyOf(told)).hasSize(500);
    }

    @Test
    void theSameSeedTellsTheSame() {
        Workload one = new Workload("bench-finance", 'T', 50, 3);
        Workload other = new Workload("bench-finance", 'T', 50, 3);

        assertThat(data(other)).isEqualTo(data(one));
    }

    private static List<String> data(Workload workload) {
        List<String> data = new ArrayList<>();
        workload.eachProjectEvent(event -> {
            String json = new String(event.bytes(), UTF_8);
            data.add(json.substring(json.indexOf("\"data\"")));
        });
        return data;
    }
}
