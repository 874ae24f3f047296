package org.jixiao.indicator.frame;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The frames that are known, and which of them is in force where and when. */
public final class IndicatorFrames {

    private static final String COUNTRY = "000000";

    private final List<IndicatorFrame> frames;

    public IndicatorFrames(Collection<IndicatorFrame> frames) {
        this.frames = List.copyOf(frames);
    }

    /**
     * The frame of the nearest jurisdiction (440104, 440100, 440000, then the country) that has one by that year; of
     * several there, the latest.
     *
     * @param regionCode six digits, GB/T 2260
     * @throws IllegalArgumentException when the code has another shape
     */
    public Optional<IndicatorFrame> inForce(String regionCode, int fiscalYear) {
        return jurisdictions(regionCode)
                .flatMap(jurisdiction -> latest(jurisdiction, fiscalYear).stream())
                .findFirst();
    }

    private Optional<IndicatorFrame> latest(String jurisdiction, int fiscalYear) {
        return frames.stream()
                .filter(frame -> frame.jurisdiction().equals(jurisdiction) && frame.fromYear() <= fiscalYear)
                .max(Comparator.comparingInt(IndicatorFrame::fromYear));
    }

    private static Stream<String> jurisdictions(String regionCode) {
        if (!regionCode.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("a region code has six digits");
        }
        return Stream.of(regionCode, regionCode.substring(0, 4) + "00", regionCode.substring(0, 2) + "0000", COUNTRY)
                .distinct();
    }
}
