package org.jixiao.indicator.target;

import java.util.List;

/** A word behind a number. 以上, 以下 and 以内 include the number itself (民法典 §1259). */
enum Suffix {
    AT_LEAST(Operator.GE, "及以上", "以上"),
    AT_MOST(Operator.LE, "及以下", "以下", "以内", "之内", "内"),
    ABOUT(Operator.NONE, "左右"),
    NONE(Operator.NONE);

    final Operator operator;
    final List<String> spellings;

    Suffix(Operator operator, String... spellings) {
        this.operator = operator;
        this.spellings = List.of(spellings);
    }
}
