package org.jixiao.reporting.rollup;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What is summed: a department, or a region with everything below it. */
public sealed interface Area {

    String code();

    /** What all department codes in it begin with: a region's trailing zeros stand for everything below. */
    String prefix();

    /** A department by its code of 9 digits. */
    record Department(String code) implements Area {
        @Override
        public String prefix() {
            return code;
        }
    }

    /** A 行政区划 by its code of 6 digits: a province, a city or a district. */
    record Region(String code) implements Area {
        @Override
        public String prefix() {
            if (code.endsWith("0000")) {
                return code.substring(0, 2);
            }
            return code.endsWith("00") ? code.substring(0, 4) : code;
        }

        boolean isDistrict() {
            return prefix().length() == code.length();
        }
    }

    /** Binds {@code code >= ? and code < ?}: codes are digits, and the colon follows nine. */
    default void bindRange(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, prefix());
        statement.setString(first + 1, prefix() + ':');
    }
}
