package org.jixiao.reporting.intake;

/**
 * An array of objects that is handed on and not looked into.
 *
 * @param json as it was written
 * @param size how many objects there are
 */
record Slice(String json, int size) {}
