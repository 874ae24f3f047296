package org.jixiao.reporting.difference;

/** What became of a project or an indicator from one table to the other. */
public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
}
