package org.jixiao.indicator.target;

import java.util.HashMap;
import java.util.Map;

/**
 * The comparison form of a text: digits, operators, percent, brackets, colon and dashes in one width.
 *
 * <p>One character for one, so that positions agree with the original. Not NFKC, which rewrites ㎡ and ℃.
 */
final class Fold {

    private static final String WIDE = "０１２３４５６７８９％﹪（﹙）﹚：﹕＞﹥＜﹤＝﹦≧⩾≦⩽／．－−–～〜";
    private static final String NARROW = "0123456789%%(())::>><<==≥≥≤≤/.---~~";
    private static final Map<Character, Character> FOLDS = folds();

    private Fold() {}

    static String of(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = FOLDS.getOrDefault(folded[i], folded[i]);
        }
        return new String(folded);
    }

    private static Map<Character, Character> folds() {
        Map<Character, Character> folds = new HashMap<>();
        for (int i = 0; i < WIDE.length(); i++) {
            folds.put(WIDE.charAt(i), NARROW.charAt(i));
        }
        return Map.copyOf(folds);
    }
}
