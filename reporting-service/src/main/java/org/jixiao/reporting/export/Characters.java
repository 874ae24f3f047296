package org.jixiao.reporting.export;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts on their way into files that take fewer characters, or read more into them, than a text means. */
final class Characters {

    /** Stands for a character that the file cannot hold. */
    static final char REPLACEMENT = '\uFFFD';

    /** What a spreadsheet takes for the beginning of a formula, also in its full-width forms. */
    private static final String FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠";

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    /** A blank at either end is trimmed by readers; what looks like an escape is taken for one. */
    private static final Pattern UNSAFE_IN_SHEETS = Pattern.compile(
            "[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]|^[ \\t\\n\\u00A0]|[ \\t\\n\\u00A0]$|_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern SHEET_ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final int HEXADECIMAL = 16;

    private Characters() {}

    /** With {@link #REPLACEMENT} for what XML 1.0 cannot hold. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(String.valueOf(REPLACEMENT));
    }

    /** As a cell of a CSV file: a text that a spreadsheet would run as a formula begins with an apostrophe. */
    static String inCsv(String text) {
        String printable = printable(text);
        return !printable.isEmpty() && FORMULA_SIGNS.indexOf(printable.charAt(0)) >= 0 ? "'" + printable : printable;
    }

    /** As a cell of a sheet, where {@code _xHHHH_} stands for a character (ECMA-376, 22.9.2.19): nothing is lost. */
    static String inSheet(String text) {
        return UNSAFE_IN_SHEETS
                .matcher(text)
                .replaceAll(match -> "_x%04X_".formatted((int) match.group().charAt(0)));
    }

    /** The way back from {@link #inSheet}. */
    static String fromSheet(String cell) {
        return SHEET_ESCAPE.matcher(cell).replaceAll(Characters::unescaped);
    }

    private static String unescaped(MatchResult escape) {
        String character = String.valueOf((char) Integer.parseInt(escape.group(1), HEXADECIMAL));
        return java.util.regex.Matcher.quoteReplacement(character);
    }
}
