package org.jixiao.reporting.funding;

import org.jixiao.platform.problem.Text;

/** Whether money was handed down with a document number or is the district's own. */
public enum Funding {
    TRANSFER(Text.of("转移支付", "Transfer")),
    OWN(Text.of("本级资金", "Own"));

    private final Text label;

    Funding(Text label) {
        this.label = label;
    }

    public Text label() {
        return label;
    }
}
