package org.jixiao.indicator.goal;

/**
 * The head of an item: digits and 、 before a category code and its hyphen. 、 alone splits nothing, names are full of it.
 *
 * @param start index of the first digit of the running number
 * @param digits the running number as printed
 * @param body index of the category code
 */
record ItemHead(int start, String digits, int body) {

    /** The head at a position, white space aside; null when something else is there. */
    static ItemHead at(String text, int position) {
        int start = skipBlanks(text, position);
        int end = start;
        while (isDigit(text, end)) {
            end++;
        }
        int body = skipBlanks(text, end + 1);
        boolean there = end > start && text.startsWith("、", end) && isDigit(text, body) && text.startsWith("-", body + 1);
        return there ? new ItemHead(start, text.substring(start, end), body) : null;
    }

    /** The first head behind a 。 from a position on; null when there is none. */
    static ItemHead after(String text, int position) {
        for (int stop = text.indexOf('。', position); stop >= 0; stop = text.indexOf('。', stop + 1)) {
            ItemHead head = at(text, stop + 1);
            if (head != null) {
                return head;
            }
        }
        return null;
    }

    boolean numbers(int expected) {
        return digits.equals(Integer.toString(expected));
    }

    private static int skipBlanks(String text, int position) {
        int at = position;
        while (at < text.length() && JoinedText.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(String text, int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }
}
