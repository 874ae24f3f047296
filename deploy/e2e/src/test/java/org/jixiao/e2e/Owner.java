package org.jixiao.e2e;

import java.net.URI;
import org.jixiao.local.LocalStack;
import org.jixiao.local.PackagedService;

/** Who owns what senders report. */
enum Owner {
    BUDGET("budget", "budget.project", "budget.projects.v1"),
    INDICATOR("indicator", "indicator.goal", "indicator.goals.v1");

    private final String word;
    private final String fact;
    private final String published;

    Owner(String word, String fact, String published) {
        this.word = word;
        this.fact = fact;
        this.published = published;
    }

    String eventType() {
        return "org.jixiao." + fact + ".reported.v1";
    }

    String dataSchema() {
        return "urn:jixiao:schema:" + fact + ".reported:1.0";
    }

    String inbound(String sender) {
        return word + ".in." + sender + ".v1";
    }

    String results(String sender) {
        return word + ".result." + sender + ".v1";
    }

    /** The topic of the owner's own events. */
    String published() {
        return published;
    }

    PackagedService service(LocalStack stack) {
        return this == BUDGET ? stack.budget() : stack.indicator();
    }

    URI api(LocalStack stack, String path) {
        return service(stack).url().resolve("/api/v1" + path);
    }
}
