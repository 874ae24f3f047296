package org.jixiao.platform.problem;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer into the body or event (RFC 6901), or {@code ?name} for a query parameter
 * @param code stable and in capitals, for programs
 * @param message for people
 */
public record Violation(String pointer, String code, Text message) {}
