package org.jixiao.reporting.rollup;

/** What is summed. Its code says which one; the year and the {@link RegionTree} decide what lies in it. */
public sealed interface Area {

    String code();

    /** A 行政区划 by its code of 6 digits, with every region and department below it. */
    record Region(String code) implements Area {}

    /** 本级: the departments of a region itself, without the regions below it. */
    record Own(String code) implements Area {}

    /** A department by its code of 9 digits. */
    record Department(String code) implements Area {}

    /** A 资金使用单位 by its code of 12 digits. */
    record Unit(String code) implements Area {

        private static final int DEPARTMENT_DIGITS = 9;

        String departmentCode() {
            return code.substring(0, DEPARTMENT_DIGITS);
        }
    }
}
