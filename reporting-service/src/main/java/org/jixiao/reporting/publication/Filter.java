package org.jixiao.reporting.publication;

/** Which publications are wanted; null for any. */
record Filter(Integer year, String department, State state) {}
