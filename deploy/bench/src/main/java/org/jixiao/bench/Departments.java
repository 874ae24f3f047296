package org.jixiao.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Departments with their numbers of projects: log-normal with a median of 14 and 150 at the 95th percentile, as observed
 * tables are; never uniform.
 */
final class Departments {

    private static final double MEDIAN = 14;
    private static final double SIGMA = 1.44;
    private static final int MOST = 2_000;
    private static final int LARGE = 250;
    private static final int PER_REGION = 999;
    private static final List<Integer> DISTRICTS = List.of(3, 4, 5, 6, 11, 12, 13, 14, 15, 17, 18);
    private static final int FIRST_MADE_UP = 21;

    private final List<Department> all = new ArrayList<>();

    /** @param projects of this department, which begin with the number {@code first} */
    record Department(String code, int first, int projects) {

        String regionCode() {
            return code.substring(0, 6);
        }

        String unitCode() {
            return code + "001";
        }
    }

    Departments(int projects, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int left = projects;
        while (left > 0) {
            int drawn = (int) Math.round(MEDIAN * Math.exp(SIGMA * random.nextGaussian()));
            boolean first = all.isEmpty() && projects > 10 * LARGE;
            int size = Math.min(left, Math.clamp(drawn, first ? LARGE : 1, MOST));
            all.add(new Department(code(all.size()), projects - left, size));
            left -= size;
        }
    }

    List<Department> all() {
        return all;
    }

    private static String code(int number) {
        int region = number / PER_REGION;
        int district = region < DISTRICTS.size() ? DISTRICTS.get(region) : FIRST_MADE_UP + region - DISTRICTS.size();
        return "4401%02d%03d".formatted(district, 1 + number % PER_REGION);
    }
}
