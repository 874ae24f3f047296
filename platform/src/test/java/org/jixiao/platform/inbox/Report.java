package org.jixiao.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An event as a sending system reports a parcel, right in everything that a test does not change. */
final class Report {

    static final String SENDER = "east-depot";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger IDS = new AtomicInteger();

    private final ObjectNode json;

    private Report(ObjectNode json) {
        this.json = json;
    }

    static Report ofParcel(String code) {
        ObjectNode json = JSON.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", "id-" + IDS.incrementAndGet());
        json.put("source", "urn:jixiao:sender:" + SENDER);
        json.put("type", Parcels.TYPE);
        json.put("subject", "parcel/" + code);
        json.put("time", "2025-02-20T09:15:00+08:00");
        json.put("datacontenttype", "application/json");
        json.put("aggregateversion", 1);
        json.put("sourceepoch", 1);
        json.put("partitionkey", code);
        ObjectNode data = json.putObject("data");
        data.put("code", code);
        data.put("zone", "440104");
        data.put("carrier", "post");
        data.put("amount", "10.00");
        return new Report(json);
    }

    Report revision(long version) {
        return with(document -> document.put("aggregateversion", version));
    }

    Report epoch(long epoch) {
        return with(document -> document.put("sourceepoch", epoch));
    }

    Report id(String id) {
        return with(document -> document.put("id", id));
    }

    Report amount(String amount) {
        return data(data -> data.put("amount", amount));
    }

    Report zone(String code) {
        return data(data -> data.put("zone", code));
    }

    Report carrier(String name) {
        return data(data -> data.put("carrier", name));
    }

    Report dryRun() {
        return with(document -> document.put("dryrun", true));
    }

    Report with(Consumer<ObjectNode> change) {
        ObjectNode copy = json.deepCopy();
        change.accept(copy);
        return new Report(copy);
    }

    Report data(Consumer<ObjectNode> change) {
        return with(document -> change.accept((ObjectNode) document.get("data")));
    }

    String id() {
        return json.get("id").asText();
    }

    byte[] key() {
        return json.get("partitionkey").asText().getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
