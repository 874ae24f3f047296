package org.jixiao.indicator.goal;

import java.util.ArrayList;
import java.util.List;

/**
 * The head of an item: digits and 、 before a category code and its hyphen. 、 alone splits nothing, names are full of it.
 *
 * @param stop index of the 。 before it, -1 at the start of the cell
 * @param start index of the running number
 * @param digits the running number as printed, empty where the cell does not begin with a head
 * @param body index of the category code
 */
record ItemHead(int stop, int start, String digits, int body) {

    /** All heads of a cell, in order; the first stands for its start even when there is none. */
    static List<ItemHead> in(String text) {
        List<ItemHead> heads = new ArrayList<>();
        if (!text.isEmpty()) {
            ItemHead first = behind(text, -1);
            heads.add(first == null ? new ItemHead(-1, 0, "", 0) : first);
        }
        for (int stop = text.indexOf('。'); stop >= 0; stop = text.indexOf('。', stop + 1)) {
            ItemHead head = behind(text, stop);
            if (head != null) {
                heads.add(head);
            }
        }
        return heads;
    }

    boolean numbers(int expected) {
        return digits.equals(Integer.toString(expected));
    }

    private static ItemHead behind(String text, int stop) {
        int start = skipBlanks(text, stop + 1);
        int end = start;
        while (isDigit(text, end)) {
            end++;
        }
        int body = skipBlanks(text, end + 1);
        boolean there =
                end > start && text.startsWith("、", end) && isDigit(text, body) && text.startsWith("-", body + 1);
        return there ? new ItemHead(stop, start, text.substring(start, end), body) : null;
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
