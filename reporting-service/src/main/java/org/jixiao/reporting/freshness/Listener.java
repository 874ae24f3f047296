package org.jixiao.reporting.freshness;

import io.smallrye.mutiny.subscription.MultiEmitter;

/** Somebody who is told of every change of what is watched, and now and then that there was none. */
final class Listener {

    /** After so many rounds without a change a listener is told that the line still stands. */
    private static final int SILENT_ROUNDS = 15;

    private final Watched watched;
    private final MultiEmitter<? super Word> emitter;
    private String version;
    private int silence;

    Listener(Watched watched, MultiEmitter<? super Word> emitter) {
        this.watched = watched;
        this.emitter = emitter;
    }

    Watched watched() {
        return watched;
    }

    /** One round; null when the freshness could not be read in it. */
    void hear(Freshness freshness) {
        if (freshness != null && !freshness.version().equals(version)) {
            version = freshness.version();
            silence = 0;
            emitter.emit(new Word.Changed(freshness));
        } else if (++silence >= SILENT_ROUNDS) {
            silence = 0;
            emitter.emit(new Word.StillHere());
        }
    }

    void dismiss() {
        emitter.complete();
    }
}
