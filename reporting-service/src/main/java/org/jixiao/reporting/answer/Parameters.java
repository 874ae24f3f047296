package org.jixiao.reporting.answer;

import java.util.regex.Pattern;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Parameters that more than one address takes. */
public final class Parameters {

    private static final Pattern YEAR = Pattern.compile("20[0-9]{2}|2100");
    private static final Pattern DEPARTMENT = Pattern.compile("[0-9]{9}");
    private static final Pattern UNIT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[0-9]{6}");

    private Parameters() {}

    /** @throws Problem INVALID_PARAMETER unless it is a fiscal year from 2000 to 2100 */
    public static int year(String year) {
        if (year == null || !YEAR.matcher(year).matches()) {
            throw Problem.parameter(
                    "year", Text.of("year 须是 2000 到 2100 之间的年度", "year must be a fiscal year from 2000 to 2100"));
        }
        return Integer.parseInt(year);
    }

    /** @throws Problem INVALID_PARAMETER unless it is a department's code of 9 digits */
    public static String department(String name, String code) {
        if (code == null || !DEPARTMENT.matcher(code).matches()) {
            throw Problem.parameter(name, Text.of("%s 须是 9 位部门代码", "%s must be a department's code of 9 digits", name));
        }
        return code;
    }

    /** @throws Problem INVALID_PARAMETER unless it is a unit's code of 12 digits */
    public static String unit(String name, String code) {
        if (code == null || !UNIT.matcher(code).matches()) {
            throw Problem.parameter(name, Text.of("%s 须是 12 位单位代码", "%s must be a unit's code of 12 digits", name));
        }
        return code;
    }

    /** @throws Problem INVALID_PARAMETER unless it is a region's code of 6 digits */
    public static String region(String code) {
        if (code == null || !REGION.matcher(code).matches()) {
            throw Problem.parameter(
                    "region", Text.of("region 须是 6 位行政区划代码", "region must be a region's code of 6 digits"));
        }
        return code;
    }

    /**
     * Whether of a region only its own departments are meant.
     *
     * @throws Problem INVALID_PARAMETER unless it is true or false, or for true without a region
     */
    public static boolean own(String own, String region) {
        if (own == null || own.equals("false")) {
            return false;
        }
        if (!own.equals("true") || region == null) {
            throw Problem.parameter(
                    "own", Text.of("own 只能是 true 或 false，且只用于 region", "own is true or false and goes with region"));
        }
        return true;
    }
}
