package org.jixiao.reporting.intake;

/** Counts the indicators of one goal by their codes, in the form in which the read model keeps that. */
final class IndicatorTypes {

    private static final int LONGEST = 10;

    private final Tally counts = new Tally();
    private int size;

    /** One more; a code that is missing, or is none that any frame would have, counts as blank. */
    void add(String category, String type) {
        counts.add(code(category) + "." + code(type));
        size++;
    }

    int size() {
        return size;
    }

    /** {@code 1.11.3 2.22.1}: three of type 11 in category 1, one of type 22 in category 2. */
    @Override
    public String toString() {
        return counts.toString();
    }

    /** The code, or blank for what is none. */
    static String code(String code) {
        if (code == null || code.length() > LONGEST) {
            return "";
        }
        for (int i = 0; i < code.length(); i++) {
            char each = code.charAt(i);
            if (!(each >= '0' && each <= '9' || each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z')) {
                return "";
            }
        }
        return code;
    }
}
