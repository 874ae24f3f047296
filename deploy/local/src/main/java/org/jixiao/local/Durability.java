package org.jixiao.local;

/** What a local PostgreSQL promises about committed transactions when the machine loses power. */
public enum Durability {
    /** {@code fsync} is on, as in production: for fault tests, benches and {@code ./run}. */
    FSYNC,
    /** Nothing is synced: for tests. A killed process still loses no committed transaction, a crashed machine may. */
    FAST
}
