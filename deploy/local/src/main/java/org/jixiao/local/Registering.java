package org.jixiao.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** Tells the owners what they must know before the first event: the department, its unit, and who may speak for whom. */
public final class Registering {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> REGION_OF_SENDER =
            Map.of(YuexiuTable.SENDER, "440104", "haizhu-finance", "440105");
    private static final Map<String, String> NAME_OF_SENDER =
            Map.of(YuexiuTable.SENDER, "越秀区财政局", "haizhu-finance", "海珠区财政局");

    private final LocalStack stack;
    private final Caller ops;

    private Registering(LocalStack stack) {
        this.stack = stack;
        this.ops = new Caller(Role.OPS.token(stack.tokens()));
    }

    /**
     * Registers the department and unit of {@link YuexiuTable} and both senders, over HTTP as {@code ops}; what is there is
     * left as it is. Returns when both senders see the topics that the owners have created for them.
     *
     * @throws StartFailed when an owner refused
     */
    public static void referenceData(LocalStack stack) {
        var registering = new Registering(stack);
        registering.department(YuexiuTable.read());
        REGION_OF_SENDER.forEach(registering::sender);
        REGION_OF_SENDER.keySet().forEach(registering::awaitTopics);
    }

    private void awaitTopics(String sender) {
        stack.kafka()
                .awaitTopics(
                        sender,
                        Topics.forSender(sender).stream().map(NewTopic::name).toList());
    }

    private void department(YuexiuTable table) {
        var department = stack.budgetUrl().resolve("/api/v1/departments/" + table.departmentCode());
        ops.put(
                department,
                JSON.createObjectNode().put("name", table.departmentName()).put("regionCode", table.regionCode()));
        ops.put(
                URI.create(department + "/units/" + table.unitCode()),
                JSON.createObjectNode().put("name", table.departmentName()));
    }

    private void sender(String name, String region) {
        var wanted = body(region, NAME_OF_SENDER.get(name));
        for (var owner : List.of(stack.budgetUrl(), stack.indicatorUrl())) {
            var resource = owner.resolve("/api/v1/senders/" + name);
            var known = ops.get(resource);
            if (known.isEmpty()) {
                ops.put(resource, wanted);
            } else if (!wanted.get("name").equals(known.get().get("name"))) {
                // registered by an earlier release, which gave it neither topics nor access
                ops.change(resource, known.get().get("version").asLong(), wanted);
            }
        }
    }

    private static JsonNode body(String region, String name) {
        var body = JSON.createObjectNode().put("name", name);
        body.putArray("regions")
                .addObject()
                .put("regionCode", region)
                .put("from", "2025-01-01")
                .putNull("to");
        return body;
    }
}
