package org.jixiao.local;

/** What a local PostgreSQL promises about committed transactions when the machine loses power. */
public enum Durability {
    /** {@code fsync} and {@code synchronous_commit} are on, as in production: for fault tests, benches and {@code ./run}. */
    FSYNC,
    /** Both are off: for tests that never pull the plug. A killed process still loses nothing it had written to the system. */
    FAST
}
