package org.jixiao.reporting.intake;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.reporting.projection.Change;
import org.jixiao.reporting.projection.Revision;

/**
 * The records of one partition, collapsed to the last version of each key before anything but that version is read. What the
 * ordinary batches would find is found: of equal revisions the first counts, and in place of one that cannot be read the next
 * lower.
 */
final class LastVersions<C extends Change> {

    /** More than this is left to the ordinary batches, which are never that large. */
    private static final long MOST_REFUSED = 16 << 20;

    private final TopicPartition partition;
    private final OwnersTopic.Reading<C> reading;
    private final Shelf shelf;
    private final long refused;
    private final Map<String, Telling> tellings = new HashMap<>();
    private final Map<Long, DeadLetters.Letter> letters = new HashMap<>();
    private long ofLetters;

    /**
     * @param shelf for what is not to be read from the topic a second time
     * @param refused before which offset what cannot be read was refused already, and need not be read to find that out
     */
    LastVersions(TopicPartition partition, OwnersTopic.Reading<C> reading, Shelf shelf, long refused) {
        this.partition = partition;
        this.reading = reading;
        this.shelf = shelf;
        this.refused = refused;
    }

    /** Reads records of the partition a second time, as far as they are still there. */
    interface Again {
        void read(Set<Long> offsets, Taking<ConsumerRecord<byte[], byte[]>> taking) throws SQLException;
    }

    /** Takes one after the other. */
    interface Taking<T> {
        void take(T one) throws SQLException;
    }

    /** That a record tells a revision. */
    private record Told(Revision revision, long offset) {

        private static final Comparator<Told> LAST_FIRST =
                Comparator.comparing(Told::revision).reversed().thenComparing(Told::offset);
    }

    /** All that was told of one key. */
    private static final class Telling {

        /** None for most keys, of which there are many. */
        private List<Told> others = List.of();

        private Told last;
        /** Null when the value of the last was not kept. */
        private Shelf.Place place;

        /** @return whether it is the last by now */
        private boolean add(Told told) {
            if (last == null) {
                last = told;
            } else if (Told.LAST_FIRST.compare(told, last) > 0) {
                addOther(told);
            } else {
                addOther(last);
                last = told;
            }
            return last == told;
        }

        private void addOther(Told told) {
            if (others.isEmpty()) {
                others = new ArrayList<>(2);
            }
            others.add(told);
        }

        /** @return whether there is another in place of the last */
        private boolean fallBack() {
            place = null;
            last = others.stream().min(Told.LAST_FIRST).orElse(null);
            return last != null && others.remove(last);
        }
    }

    /** The next record of the partition. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Revision revision = revision(record);
        if (revision == null) {
            return;
        }
        Told told = new Told(revision, record.offset());
        Telling telling = tellings.computeIfAbsent(key(record), key -> new Telling());
        if (telling.add(told)) {
            telling.place = shelf.put(record.value());
        }
    }

    /**
     * Hands over the last change of each key, each once. Those that were kept come in the order of keys: rows that go into the
     * indexes anywhere would touch each of their pages again and again.
     */
    void forEach(Again again, Taking<C> taking) throws SQLException {
        takeKept(taking);
        while (!tellings.isEmpty()) {
            Set<Long> offsets = new HashSet<>();
            tellings.values().forEach(telling -> offsets.add(telling.last.offset()));
            again.read(offsets, record -> take(record, taking));
            tellings.values().removeIf(telling -> !telling.fallBack());
        }
    }

    /** What cannot be read is left to be read from the topic again, so that it is refused with all that belongs to it. */
    private void takeKept(Taking<C> taking) throws SQLException {
        Map<String, Telling> left = new HashMap<>();
        List<Map.Entry<String, Telling>> inOrder = new ArrayList<>(tellings.entrySet());
        inOrder.sort(Map.Entry.comparingByKey());
        for (Map.Entry<String, Telling> each : inOrder) {
            C change = readKept(each.getKey(), each.getValue());
            if (change == null) {
                left.put(each.getKey(), each.getValue());
            } else {
                taking.take(change);
            }
        }
        tellings.clear();
        tellings.putAll(left);
    }

    /** Null when it was not kept, or cannot be read. */
    private C readKept(String key, Telling telling) {
        if (telling.place == null) {
            return null;
        }
        try {
            return reading.read(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    telling.last.offset(),
                    key.getBytes(StandardCharsets.UTF_8),
                    shelf.get(telling.place)));
        } catch (Unreadable e) {
            return null;
        }
    }

    /** What cannot be read, as far as it was come across. */
    List<DeadLetters.Letter> letters() {
        return List.copyOf(letters.values());
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Taking<C> taking) throws SQLException {
        C change = read(record);
        if (change != null) {
            tellings.remove(key(record));
            taking.take(change);
        }
    }

    /** Null when the record cannot be read. */
    private Revision revision(ConsumerRecord<byte[], byte[]> record) {
        Revision glance = record.offset() < refused ? Glance.at(record.value()) : null;
        if (glance != null) {
            return glance;
        }
        C change = read(record);
        return change == null ? null : change.revision();
    }

    private C read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return reading.read(record);
        } catch (Unreadable e) {
            refuse(record, e);
            return null;
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, Unreadable reason) {
        if (letters.containsKey(record.offset())) {
            return;
        }
        ofLetters += Math.max(0, record.serializedValueSize());
        if (ofLetters > MOST_REFUSED) {
            throw new IllegalStateException("there is more that cannot be read than is kept at once");
        }
        letters.put(
                record.offset(), new DeadLetters.Letter(record, reason.code().name(), reason.getMessage()));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
