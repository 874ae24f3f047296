package org.jixiao.local;

import java.util.Set;

/** The roles of the services; the local tokens have one each. */
public enum Role {
    BUDGET_READ("budget.read"),
    BUDGET_WRITE("budget.write"),
    INDICATOR_READ("indicator.read"),
    INDICATOR_WRITE("indicator.write"),
    REPORT_READ("report.read"),
    REPORT_PUBLISH("report.publish"),
    REPORT_CERTIFY("report.certify"),
    EVENT_ADMIN("event.admin"),
    OPS("ops");

    private static final String PROVINCE = "440000";
    private static final String DISTRICT = "440104";

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** The word in the claim {@code roles}. */
    public String claim() {
        return claim;
    }

    /** A token of this role alone: for 越秀区 (440104), or the whole province when it is {@code ops}. */
    String token(Tokens tokens) {
        return tokenOf("local-" + claim, tokens);
    }

    /** The same for another person, for what takes two: one asks, the other approves. */
    String secondToken(Tokens tokens) {
        return tokenOf("local-" + claim + "-second", tokens);
    }

    private String tokenOf(String person, Tokens tokens) {
        return tokens.token(person, Set.of(claim), Set.of(this == OPS ? PROVINCE : DISTRICT), Set.of());
    }
}
