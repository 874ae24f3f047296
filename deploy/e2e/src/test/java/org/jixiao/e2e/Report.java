package org.jixiao.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jixiao.local.OutgoingEvent;

/**
 * An event as a sending system reports it.
 *
 * @param version the sender's revision, in its epoch
 * @param flaw why the owner must refuse it
 */
record Report(Owner owner, String sender, String id, long epoch, long version, boolean dryRun, Flaw flaw, Fact fact) {

    /** What can be wrong with a report. */
    enum Flaw {
        NONE(null),
        /** Its form: seen before anything else is looked at. */
        FORM("SCHEMA"),
        /** The region: looked at when its id is news. */
        REGION("UNAUTHORISED_REGION"),
        /** The region, under the id of an earlier report about the project: a conflict once that one has been seen. */
        ID("UNAUTHORISED_REGION"),
        /** Something it refers to: looked at when its revision is news. */
        REFERENCE("UNKNOWN_REFERENCE");

        private final String code;

        Flaw(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    String projectCode() {
        return fact.projectCode();
    }

    OutgoingEvent outgoing() {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "urn:jixiao:sender:" + sender)
                .put("type", owner.eventType())
                .put("subject", "project/" + projectCode())
                .put("time", "2025-02-20T09:15:00+08:00")
                .put("datacontenttype", "application/json")
                .put("dataschema", owner.dataSchema())
                .put("aggregateversion", version)
                .put("sourceepoch", epoch)
                .put("partitionkey", projectCode());
        if (dryRun) {
            event.put("dryrun", true);
        }
        event.set("data", spoiled(fact.json()));
        return new OutgoingEvent(
                owner.inbound(sender),
                projectCode(),
                id,
                owner.eventType(),
                event.toString().getBytes(UTF_8));
    }

    private ObjectNode spoiled(ObjectNode data) {
        switch (flaw) {
            case NONE -> {}
            case FORM -> data.put("remark", "加急");
            case REGION, ID -> {
                data.put("departmentCode", "440111001");
                if (owner == Owner.BUDGET) {
                    data.put("regionCode", "440111").put("unitCode", "440111001001");
                }
            }
            case REFERENCE -> {
                if (owner == Owner.BUDGET) {
                    data.put("unitCode", fact.departmentCode() + "999");
                } else {
                    ((ObjectNode) data.at("/indicators/0")).put("typeCode", "99");
                }
            }
        }
        return data;
    }
}
