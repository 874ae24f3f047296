package org.jixiao.reporting.assessment;

import org.jixiao.platform.problem.Text;

/** What a self-evaluation came to. The owner's events say what each is called where it was given; these are the usual names. */
public enum Grade {
    EXCELLENT(Text.of("优", "Excellent")),
    GOOD(Text.of("良", "Good")),
    FAIR(Text.of("中", "Fair")),
    POOR(Text.of("差", "Poor"));

    private final Text label;

    Grade(Text label) {
        this.label = label;
    }

    public Text label() {
        return label;
    }
}
