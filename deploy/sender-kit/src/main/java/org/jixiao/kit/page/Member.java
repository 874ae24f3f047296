package org.jixiao.kit.page;

/**
 * A member of a document, as a row of a table.
 *
 * @param path dotted, {@code []} for the items of a list: {@code data.indicators[].name}
 * @param type in the words of JSON Schema
 * @param rule what a value has to follow; empty when the type says it all
 */
public record Member(String path, String type, boolean required, String rule, String description) {

    private static final int INDENT = 18;

    /** How far it is set in, in pixels, for the members around it. */
    public int indent() {
        return INDENT * (int) path.chars().filter(c -> c == '.').count();
    }

    /** Its own name. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
