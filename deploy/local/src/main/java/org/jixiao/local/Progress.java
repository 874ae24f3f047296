package org.jixiao.local;

/** Where a start says what it is doing. */
@FunctionalInterface
public interface Progress {
    /** One step, in Chinese with English beside. */
    void say(String step);

    /** Says nothing. */
    static Progress silent() {
        return step -> {};
    }
}
