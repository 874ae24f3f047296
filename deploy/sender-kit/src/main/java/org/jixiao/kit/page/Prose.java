package org.jixiao.kit.page;

import java.util.Arrays;
import java.util.List;

/** A text of a contract: paragraphs apart by an empty line, and {@code `names`} in between. */
record Prose(String text) {

    /** A stretch of a paragraph. */
    record Part(String text, boolean isCode) {}

    /** The paragraphs, each in its stretches; no line of the source is a line of the page. */
    public List<List<Part>> paragraphs() {
        return Arrays.stream(text.strip().split("\n\\s*\n"))
                .filter(paragraph -> !paragraph.isBlank())
                .map(Prose::parts)
                .toList();
    }

    private static List<Part> parts(String paragraph) {
        String[] stretches = joined(paragraph).split("`");
        return java.util.stream.IntStream.range(0, stretches.length)
                .mapToObj(i -> new Part(stretches[i], i % 2 == 1))
                .toList();
    }

    /** Between Chinese characters a line break is nothing, elsewhere it is a space. */
    private static String joined(String paragraph) {
        return paragraph
                .strip()
                .replaceAll("(?<=[\\p{IsHan}，。；：、）])\\s*\n\\s*(?=[\\p{IsHan}（])", "")
                .replaceAll("\\s*\n\\s*", " ");
    }
}
