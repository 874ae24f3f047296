package org.jixiao.indicator.goal;

import org.jixiao.platform.problem.Text;

/**
 * A place where a printed cell leaves its grammar.
 *
 * @param position index of the character in the text as given, from 0
 * @param number the item's number as counted from 1
 */
public record CellFault(Code code, int position, int number) {

    /** What is wrong, for people. */
    public Text text() {
        return Text.of(
                "第 %d 项指标（第 %d 个字符处）：" + code.text.zh(),
                "Indicator %d (at character %d): " + code.text.en(),
                number,
                position + 1);
    }

    /** The kinds of fault; their names are stable. */
    public enum Code {
        INDICATOR_NUMBER_UNEXPECTED("应以连续序号开头，如“1、1-产出指标”", "must begin with the next running number, as in 1、1-产出指标"),
        INDICATOR_END_MISSING("应以“。”结束", "must end with 。"),
        INDICATOR_CATEGORY_MALFORMED("一级指标应为“1-名称；”", "the category must read 1-name；"),
        INDICATOR_TYPE_MALFORMED("二级指标应为“11-名称；”", "the type must read 11-name；"),
        INDICATOR_TYPE_OUTSIDE_CATEGORY("二级指标代码的首位应与一级指标代码相同", "the type's code must begin with the category's"),
        INDICATOR_NAME_MISSING("缺少指标名称", "the name is missing"),
        INDICATOR_PERIOD_TARGET_MISSING("缺少“；实施周期指标值:”", "；实施周期指标值: is missing"),
        INDICATOR_ANNUAL_TARGET_MISSING("缺少“；年度指标值:”", "；年度指标值: is missing"),
        INDICATOR_TARGET_REPEATED("同一项内指标值重复出现，可能漏了序号", "a target occurs twice, a running number may be lost");

        private final Text text;

        Code(String zh, String en) {
            this.text = new Text(zh, en);
        }
    }
}
