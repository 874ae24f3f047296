package org.jixiao.indicator.goal;

import java.util.Arrays;

/**
 * A cell with its lines joined: layout breaks lines anywhere, inside keywords, codes and figures, and pages inside
 * items. Lines join without a space, save that one stands between two Latin letters.
 */
final class JoinedText {

    private static final char LAST_OF_LATIN = '\u024F';

    private final StringBuilder joined = new StringBuilder();
    private final int[] origins;

    JoinedText(String cell) {
        this.origins = new int[cell.length() + 1];
        int start = 0;
        for (int i = 0; i <= cell.length(); i++) {
            if (i == cell.length() || endsLine(cell.charAt(i))) {
                appendLine(cell, start, i);
                start = i + 1;
            }
        }
        Arrays.fill(origins, joined.length(), origins.length, cell.length());
    }

    static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    String text() {
        return joined.toString();
    }

    /** Where a character of the joined text stood. */
    int origin(int position) {
        return origins[position];
    }

    private void appendLine(String cell, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        if (from < to
                && !joined.isEmpty()
                && isLatin(joined.charAt(joined.length() - 1))
                && isLatin(cell.charAt(from))) {
            append(' ', from - 1);
        }
        for (int i = from; i < to; i++) {
            append(cell.charAt(i), i);
        }
    }

    private void append(char character, int origin) {
        origins[joined.length()] = origin;
        joined.append(character);
    }

    private static boolean isLatin(char character) {
        return character <= LAST_OF_LATIN && Character.isLetter(character);
    }

    private static boolean endsLine(char character) {
        return switch (character) {
            case '\n', '\r', '\f', '\u000B', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }
}
