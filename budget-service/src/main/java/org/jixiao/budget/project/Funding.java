package org.jixiao.budget.project;

/** Where a project's money comes from: the place's own budget (本级), or handed down (转移支付). */
public enum Funding {
    OWN,
    TRANSFER
}
