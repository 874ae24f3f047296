package org.jixiao.reporting.export;

import java.util.List;

/** What the printed sheet has where, for the one who writes it and the one who reads it. Rows and columns from 0. */
final class Layout {

    static final String PRINTED_SHEET = "绩效目标表";
    static final String DATA_SHEET = "数据";

    static final int TITLE_ROW = 0;
    static final int DEPARTMENT_ROW = 1;
    static final int HEADER_ROW = 2;
    static final int FIRST_ROW = 3;

    static final int NAME = 0;
    static final int TOTAL = 1;
    static final int FISCAL_APPROPRIATION = 2;
    static final int SPECIAL_ACCOUNT = 3;
    static final int OTHER = 4;
    static final int GOAL = 5;
    static final int INDICATORS = 6;
    static final int CODE = 7;

    /** The seven printed columns, and the code, which is not printed. */
    static final List<String> HEADER = List.of("项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标", "代码");

    static final String SUM = "合计";
    static final String DEPARTMENT = "部门名称：";
    static final String DEPARTMENT_MARK = "(部门)";
    static final String MONEY_UNIT = "单位：";

    /** What a cell holds; Excel refuses more. */
    static final int CELL_CHARACTERS = 32_767;

    private Layout() {}

    /** {@code B7} */
    static String reference(int row, int column) {
        return (char) ('A' + column) + Integer.toString(row + 1);
    }
}
