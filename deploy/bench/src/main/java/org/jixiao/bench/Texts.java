package org.jixiao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jixiao.local.YuexiuTable;

/** Names, goals and indicators as a district has really published them. */
final class Texts {

    private final List<JsonNode> projects = new ArrayList<>();
    private final List<JsonNode> indicators = new ArrayList<>();

    Texts() {
        YuexiuTable.read().source().get("projects").forEach(project -> {
            projects.add(project);
            project.get("indicators").forEach(indicators::add);
        });
    }

    /** A project of the table; its indicators are not looked at. */
    JsonNode project(RandomGenerator random) {
        return projects.get(random.nextInt(projects.size()));
    }

    JsonNode indicator(RandomGenerator random) {
        return indicators.get(random.nextInt(indicators.size()));
    }
}
