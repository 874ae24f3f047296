package org.jixiao.reporting.projection;

/** Whether a project or goal counts. A withdrawn one is kept with its figures and counts in nothing. */
public enum State {
    ISSUED,
    WITHDRAWN
}
