package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Into which rows a total is split. */
public enum By {
    TOTAL,
    DEPARTMENT,
    REGION,
    FUND_SOURCE,
    FUNDING,
    UNIT;

    static Optional<By> named(String parameter) {
        return Arrays.stream(values())
                .filter(by -> by.parameter().equals(parameter))
                .findFirst();
    }

    static String parameters() {
        return Arrays.stream(values()).map(By::parameter).collect(Collectors.joining(", "));
    }

    /** What a region is split into unless something else is asked for: the level below it. */
    public static By defaultFor(Area area) {
        return switch (area) {
            case Area.Department department -> TOTAL;
            case Area.Region region -> region.isDistrict() ? DEPARTMENT : REGION;
        };
    }

    @JsonValue
    public String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
