package org.jixiao.reporting.freshness;

/** What a listener is told. */
sealed interface Word {

    /** The figures are other ones now; the first that every listener hears. */
    record Changed(Freshness freshness) implements Word {}

    /** Nothing has changed, and the line stands. */
    record StillHere() implements Word {}
}
