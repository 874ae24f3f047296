package org.jixiao.indicator;

import java.util.concurrent.atomic.AtomicLong;

/** Codes of projects that no other test has touched. */
public final class ProjectCodes {

    private static final AtomicLong NEXT = new AtomicLong(1);

    private ProjectCodes() {}

    public static String fresh() {
        return "44010425T9%011d".formatted(NEXT.getAndIncrement());
    }
}
