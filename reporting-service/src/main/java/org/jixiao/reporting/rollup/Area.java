package org.jixiao.reporting.rollup;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What is summed. Its code says which one; the year decides what lies in it. */
public sealed interface Area {

    String code();

    /**
     * What codes of departments in it begin with as a rule: by GB/T 2260 a region's trailing zeros stand for everything
     * below. Only the {@link RegionTree} knows what really lies in it in a year.
     */
    String prefix();

    /** A 行政区划 by its code of 6 digits, with every region and department below it. */
    record Region(String code) implements Area {
        @Override
        public String prefix() {
            if (code.endsWith("0000")) {
                return code.substring(0, 2);
            }
            return code.endsWith("00") ? code.substring(0, 4) : code;
        }
    }

    /** 本级: the departments of a region itself, without the regions below it. */
    record Own(String code) implements Area {
        @Override
        public String prefix() {
            return code;
        }
    }

    /** A department by its code of 9 digits. */
    record Department(String code) implements Area {
        @Override
        public String prefix() {
            return code;
        }
    }

    /** A 资金使用单位 by its code of 12 digits. */
    record Unit(String code) implements Area {

        private static final int DEPARTMENT_DIGITS = 9;

        @Override
        public String prefix() {
            return code;
        }

        String departmentCode() {
            return code.substring(0, DEPARTMENT_DIGITS);
        }
    }

    /** Binds {@code code >= ? and code < ?}: codes are digits, and the colon follows nine. */
    default void bindRange(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, prefix());
        statement.setString(first + 1, prefix() + ':');
    }
}
