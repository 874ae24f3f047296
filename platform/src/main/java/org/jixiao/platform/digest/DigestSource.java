package org.jixiao.platform.digest;

/** Of what an owner publishes digests. Its database has the tables {@code digest} and {@code digest_mark}. */
public interface DigestSource {

    /** The compacted topic; its key is the part. */
    String topic();

    /** The type of the events, without {@code org.jixiao.} and the major version: {@code parcel.digest.stated}. */
    String name();

    /**
     * A query of the parts in which something was recorded since its one parameter, a time; a part may be told in vain. It
     * reads what was recorded and not whole tables.
     */
    String changed();

    /**
     * A query of {@code part, data}, a jsonb object, for every part of its one parameter, an array of texts; also for one that
     * has nothing any more. Equal figures give equal data.
     */
    String digests();
}
