package org.jixiao.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.Plumbing;

/** What a reader of a topic makes of it: the versions of each key in the order of its partition. */
record Published(List<ConsumerRecord<byte[], byte[]>> records) {

    static Published on(Plumbing plumbing, String topic) {
        return new Published(plumbing.read(topic));
    }

    /** As they come, repeats included. */
    Map<String, List<Long>> versions() {
        Map<String, List<Long>> versions = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            versions.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), first -> new ArrayList<>())
                    .add(Long.valueOf(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return versions;
    }

    /** In the order in which each was first seen. */
    Map<String, List<Long>> versionsWithoutRepeats() {
        Map<String, List<Long>> versions = versions();
        versions.replaceAll((key, all) -> all.stream().distinct().toList());
        return versions;
    }

    /** The last one of each key: what compaction keeps. */
    Map<String, Long> lastVersions() {
        Map<String, Long> last = new TreeMap<>();
        versions().forEach((key, all) -> last.put(key, all.getLast()));
        return last;
    }

    /** 1..n. */
    static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }
}
