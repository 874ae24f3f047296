package org.jixiao.reporting.assessment;

import org.jixiao.platform.problem.Text;

/** How a project keeps up with its targets, as its last monitoring says: the worst of its indicators. Not the lamp of its money. */
public enum MonitoringLamp {
    RED(Text.of("红灯", "Red")),
    YELLOW(Text.of("黄灯", "Yellow")),
    GREEN(Text.of("绿灯", "Green")),
    /** Far above the target, which is to be looked at as well. */
    BLUE(Text.of("蓝灯", "Blue"));

    private final Text label;

    MonitoringLamp(Text label) {
        this.label = label;
    }

    public Text label() {
        return label;
    }
}
