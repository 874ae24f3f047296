package org.jixiao.budget.rule;

import org.jixiao.platform.problem.Text;

/** What content must follow beyond its schema. The names are stable codes on the wire. */
public enum Rule {
    CODE_MISMATCH("代码之间不一致", "Codes do not agree"),
    UNKNOWN_REFERENCE("引用的对象未登记", "Refers to something that is not registered"),
    SUM_MISMATCH("合计与分项之和不符", "A total is not the sum of its parts"),
    AMOUNT_RANGE("金额超出范围", "An amount is out of range"),
    STATE_CONFLICT("与现有状态冲突", "Conflicts with the present state"),
    MEMBERSHIP_ORDER("隶属关系的日期不相接", "Memberships do not follow each other"),
    READ_ONLY_FIELD("字段只读，给出时须与现值一致", "A read-only field differs from its value");

    private final Text title;

    Rule(String zh, String en) {
        this.title = Text.of(zh, en);
    }

    Text title() {
        return title;
    }
}
