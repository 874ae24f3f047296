package org.jixiao.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Tells the owners what they must know before the first event: the department, its unit, and who may speak for whom. */
public final class Registering {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> REGION_OF_SENDER =
            Map.of(YuexiuTable.SENDER, "440104", "haizhu-finance", "440105");

    private final LocalStack stack;
    private final Caller ops;

    private Registering(LocalStack stack) {
        this.stack = stack;
        this.ops = new Caller(Role.OPS.token(stack.tokens()));
    }

    /**
     * Registers the department and unit of {@link YuexiuTable} and both senders, over HTTP as {@code ops}; what is there is
     * left as it is.
     *
     * @throws StartFailed when an owner refused
     */
    public static void referenceData(LocalStack stack) {
        var registering = new Registering(stack);
        registering.department(YuexiuTable.read());
        REGION_OF_SENDER.forEach(registering::sender);
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
        for (var owner : List.of(stack.budgetUrl(), stack.indicatorUrl())) {
            ops.put(owner.resolve("/api/v1/senders/" + name), allowedFor(region));
        }
    }

    private static JsonNode allowedFor(String region) {
        var body = JSON.createObjectNode();
        body.putArray("regions")
                .addObject()
                .put("regionCode", region)
                .put("from", "2025-01-01")
                .putNull("to");
        return body;
    }
}
