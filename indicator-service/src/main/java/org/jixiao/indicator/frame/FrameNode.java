package org.jixiao.indicator.frame;

import java.util.Objects;

/**
 * One classification of a frame.
 *
 * @param name as tables of this frame print it
 * @param parentCode null at level 1
 * @param level 1 for a category, 2 for a type
 */
public record FrameNode(String code, String name, String parentCode, int level) {

    private static final String INDICATOR = "指标";

    public FrameNode {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        if ((parentCode == null) != (level == 1)) {
            throw new IllegalArgumentException("a node has a parent unless it is at level 1: " + code);
        }
    }

    /** The code and the name, ready to be printed. */
    public CodedName codedName() {
        return new CodedName(code, name);
    }

    /** Whether a printed name is this node's. 指标 at the end is not told apart: 数量 and 数量指标 are one. */
    public boolean isNamed(String printed) {
        return stem(name).equals(stem(printed));
    }

    private static String stem(String name) {
        String bare = name.strip();
        return bare.endsWith(INDICATOR) ? bare.substring(0, bare.length() - INDICATOR.length()) : bare;
    }
}
