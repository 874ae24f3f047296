package org.jixiao.platform.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record as a sending system hands it to Kafka.
 *
 * @param sender null for the sender whose topic the case is about
 */
public record Shipment(String sender, byte[] key, byte[] value, List<Header> headers, Way way) {

    /** How a record gets onto its topic. */
    public enum Way {
        PLAIN,
        /** In a transaction that is aborted. */
        ABORTED
    }

    /** A record without headers, sent as usual. */
    public static Shipment of(byte[] key, byte[] value) {
        return new Shipment(null, key, value, List.of(), Way.PLAIN);
    }

    public Shipment keyed(byte[] other) {
        return new Shipment(sender, other, value, headers, way);
    }

    /** The same with one more header; the value may be null. */
    public Shipment with(String name, byte[] header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new RecordHeader(name, header));
        return new Shipment(sender, key, value, List.copyOf(more), way);
    }

    public Shipment with(String name, String header) {
        return with(name, header.getBytes(StandardCharsets.UTF_8));
    }

    public Shipment by(String other) {
        return new Shipment(other, key, value, headers, way);
    }

    public Shipment aborted() {
        return new Shipment(sender, key, value, headers, Way.ABORTED);
    }
}
