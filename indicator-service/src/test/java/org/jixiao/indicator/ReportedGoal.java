package org.jixiao.indicator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Goals as events of a sending system. */
public final class ReportedGoal {

    public static final String SENDER = "yuexiu-finance";
    public static final String TOPIC = "indicator.in.yuexiu-finance.v1";
    public static final String RESULTS = "indicator.result.yuexiu-finance.v1";
    public static final String GOALS = "indicator.goals.v1";
    public static final String DEAD_LETTERS = "indicator.dlq.v1";

    private ReportedGoal() {}

    /** The event by which the sender states this goal in one of its revisions. */
    public static ObjectNode event(ObjectNode goal, long revision) {
        String code = goal.get("projectCode").asText();
        ObjectNode event = new ObjectMapper()
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "urn:jixiao:sender:" + SENDER)
                .put("type", "org.jixiao.indicator.goal.reported.v1")
                .put("subject", "project/" + code)
                .put("time", "2025-02-20T09:15:00+08:00")
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:jixiao:schema:indicator.goal.reported:1.0")
                .put("aggregateversion", revision)
                .put("sourceepoch", 1)
                .put("partitionkey", code);
        return event.set("data", goal);
    }
}
