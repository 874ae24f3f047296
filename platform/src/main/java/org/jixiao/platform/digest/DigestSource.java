package org.jixiao.platform.digest;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of what an owner publishes digests. Its database has the tables {@code digest} and {@code digest_mark}. */
public interface DigestSource {

    /** The compacted topic; its key is the part. */
    String topic();

    /** The type of the events, without {@code org.jixiao.} and the major version: {@code parcel.digest.stated}. */
    String name();

    /**
     * A query of the parts in which something was written since its one parameter, a time by the clock of the database; a part
     * may be told in vain. It reads what was written and not whole tables.
     */
    String changed();

    /**
     * A query of {@code part, data}, a jsonb object, for every part of its one parameter, an array of texts; also for one that
     * has nothing any more. Equal figures give equal data.
     */
    String digests();

    /** A member of the data that digests of earlier releases lack: what was last stated without it is stated anew. */
    String newest();

    /**
     * SQL that adds up a number for each row, so that their order does not count: the first 8 bytes of the SHA-256 of its columns,
     * joined by |, a blank being empty.
     *
     * @param key is null where an outer join has found no row
     */
    static String hash(String key, String... columns) {
        return """
                coalesce(sum(('x' || encode(substr(sha256(convert_to(concat_ws('|', %2$s), 'UTF8')), 1, 8), 'hex'))
                               ::bit(64)::bigint::numeric) filter (where %1$s is not null), 0)::text""".formatted(
                        key,
                        Stream.concat(Stream.of(key), Arrays.stream(columns))
                                .map("coalesce((%s)::text, '')"::formatted)
                                .collect(Collectors.joining(", ")));
    }

    /** SQL of a time that does not depend on the time zone of whoever writes it: in microseconds since 1970. */
    static String micros(String time) {
        return "(extract(epoch from %s) * 1000000)::bigint".formatted(time);
    }
}
