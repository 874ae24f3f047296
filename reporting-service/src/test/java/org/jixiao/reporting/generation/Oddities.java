package org.jixiao.reporting.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.OwnersEvent.At;
import org.jixiao.reporting.fixture.Topics;

/** Projects of a department of whose events there is something odd. */
record Oddities(String department, int projects) {

    /**
     * Superseded, repeated, unordered, withdrawn both or one of them, halves alone, and what cannot be read before and after what
     * can.
     */
    void publish() {
        send(ADepartment.of(department).event());
        for (int number = 1; number <= projects; number++) {
            AProject project = project(number);
            AGoal goal = AGoal.of(project, number % 7);
            send(project.event());
            send(goal.event());
            switch (number % 10) {
                case 0 -> {
                    AProject adjusted = project.adjustedAt(Instant.parse("2025-07-01T08:00:00.1234565Z"));
                    send(adjusted.executed("1.10").at(At.version(2)));
                    send(adjusted.executed("2.20").at(At.version(3)));
                }
                case 1 ->
                    send(
                            goal.stating("第三版").at(At.version(3)),
                            goal.stating("第二版").at(At.version(2)));
                case 2 ->
                    send(project.withdrawn().at(At.version(2)), goal.withdrawn().at(At.version(2)));
                case 3 ->
                    send(project.named("又一次第一版").event(), goal.stating("又一次第一版").event());
                case 4 ->
                    send(
                            project.named("新的纪元").at(new At(2, 1)),
                            project.named("旧的纪元").at(At.version(9)));
                case 5 -> {
                    sendBroken(project.at(At.version(2)));
                    sendBroken(goal.at(At.version(5)));
                    send(goal.stating("第四版").at(At.version(4)));
                }
                case 6 -> {
                    sendBroken(goal.at(At.version(2)));
                    send(goal.stating("第三版").at(At.version(3)));
                }
                case 7 ->
                    send(
                            project.amounting("30.00", null, "30.00", null).at(At.version(2)),
                            goal.withdrawn().at(At.version(2)));
                case 8 -> send(project.withdrawn().at(At.version(2)));
                default ->
                    send(
                            project(1000 + number).event(),
                            AGoal.of(project(2000 + number), 2).event());
            }
        }
    }

    private static void send(OwnersEvent... events) {
        for (OwnersEvent event : events) {
            Topics.send(event.topic(), event.keyBytes(), event.value());
        }
    }

    private static void sendBroken(OwnersEvent event) {
        String broken = event.text().replace("\"state\":\"ISSUED\"", "\"state\":\"DRAFT\"");
        Topics.send(event.topic(), event.keyBytes(), broken.getBytes(UTF_8));
    }

    AProject project(int number) {
        return AProject.of(department, number);
    }
}
