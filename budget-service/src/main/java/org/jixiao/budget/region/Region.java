package org.jixiao.budget.region;

/**
 * An administrative division (行政区划).
 *
 * @param regionCode GB/T 2260, six digits
 */
public record Region(String regionCode, String name) {}
