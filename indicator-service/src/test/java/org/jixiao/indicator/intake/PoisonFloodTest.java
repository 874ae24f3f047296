package org.jixiao.indicator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jixiao.indicator.GoalJson;
import org.jixiao.indicator.ProjectCodes;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.SendingSystems;
import org.jixiao.indicator.ServiceTest;
import org.jixiao.platform.testing.PoisonCase;
import org.jixiao.platform.testing.PoisonFlood;
import org.jixiao.platform.testing.PoisonFlood.Spoiling;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A flood of bad records changes none of the good goals among them. */
@ServiceTest
class PoisonFloodTest implements PoisonFlood.Owner {

    private static final String DEPARTMENT = "440104777";
    private static final String STORED = """
            select project_code || ' ' || version || ' ' || statement || ' '
                   || (select count(*) from indicator where indicator.project_code = goal.project_code)
              from goal where department_code = ? order by 1
            """;

    private final Map<String, String> model = new TreeMap<>();

    @BeforeEach
    void register() {
        PoisonTest.register();
    }

    @Test
    void changesNoGoalLosesNoReceiptAndKeepsEveryByte() {
        PoisonFlood.over(this);

        assertThat(Rows.texts(STORED, DEPARTMENT)).as(PoisonFlood.seed()).containsExactlyElementsOf(model.values());
    }

    @Override
    public String domain() {
        return "indicator";
    }

    @Override
    public List<String> senders() {
        return SendingSystems.NAMES;
    }

    @Override
    public Stream<PoisonCase> cases() {
        return PoisonTest.cases();
    }

    @Override
    public List<Spoiling> spoilings() {
        return List.of(
                new Spoiling("SCHEMA", (data, random) -> data.put("statement", random.nextLong())),
                new Spoiling("SCHEMA", (data, random) -> indicator(data, random).remove("name")),
                new Spoiling(
                        "SCHEMA",
                        (data, random) -> indicator(data, random).put("weight", 10 + random.nextInt(80) + ".125")),
                new Spoiling(
                        "UNKNOWN_REFERENCE",
                        (data, random) ->
                                indicator(data, random).put("typeCode", Integer.toString(90 + random.nextInt(10)))));
    }

    @Override
    public ObjectNode anyGood() {
        return PoisonTest.anyGood();
    }

    @Override
    public String newCode() {
        return ProjectCodes.fresh();
    }

    @Override
    public ObjectNode stated(String code, int revision, Random random) {
        String statement = "完成" + random.nextInt(1_000) + "件";
        ObjectNode goal = GoalJson.goal(code).put("departmentCode", DEPARTMENT).put("statement", statement);
        ArrayNode indicators = goal.putArray("indicators");
        int count = 1 + random.nextInt(4);
        for (int sequence = 1; sequence <= count; sequence++) {
            indicators.add(GoalJson.indicator(sequence, "1", "11", "指标" + sequence, "≥" + random.nextInt(100) + "件"));
        }
        model.put(code, code + " " + revision + " " + statement + " " + indicators.size());
        return ReportedGoal.event(goal, revision);
    }

    private static ObjectNode indicator(ObjectNode data, Random random) {
        ArrayNode indicators = (ArrayNode) data.get("indicators");
        return (ObjectNode) indicators.get(random.nextInt(indicators.size()));
    }
}
