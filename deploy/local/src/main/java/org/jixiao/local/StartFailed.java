package org.jixiao.local;

/** A part of the local stack did not start, or ended by itself; the message is one sentence a reader can act on. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what did not start, and what is known about why */
    public StartFailed(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence what did not start, and what is known about why
     * @param cause    the failure underneath
     */
    public StartFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
