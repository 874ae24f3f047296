package org.jixiao.platform.problem;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer into the body or event (RFC 6901), or {@code ?name} for a query parameter
 * @param code stable and in capitals, for programs
 * @param message for people
 * @param position index of the character in the text that the pointer names, from 0; null when the whole of it is meant
 */
public record Violation(String pointer, String code, Text message, Integer position) {

    public Violation(String pointer, String code, Text message) {
        this(pointer, code, message, null);
    }
}
