package org.jixiao.indicator;

import java.util.concurrent.atomic.AtomicLong;

/** Codes of projects that no other test has touched. */
public final class ProjectCodes {

    private static final AtomicLong NEXT = new AtomicLong(1);

    private ProjectCodes() {}

    /** Of 越秀区. */
    public static String fresh() {
        return freshIn("440104");
    }

    /** Of this region. */
    public static String freshIn(String regionCode) {
        return "%s25T9%011d".formatted(regionCode, NEXT.getAndIncrement());
    }
}
