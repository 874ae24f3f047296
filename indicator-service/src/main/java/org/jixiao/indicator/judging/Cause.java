package org.jixiao.indicator.judging;

/** Why an indicator is not where it should be (偏差原因, 财预〔2019〕136号). */
public enum Cause {
    /** 经费保障. */
    FUNDS,
    /** 制度保障. */
    REGULATION,
    /** 人员保障. */
    PERSONNEL,
    /** 硬件条件保障. */
    EQUIPMENT,
    /** 其他. */
    OTHER
}
