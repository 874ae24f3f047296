package org.jixiao.reporting.intake;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names in one object, none of which may come twice. What the parser has for that is a set for every object, which takes
 * a twelfth of the time of those that fill a generation; most objects have a few names.
 */
final class MemberNames {

    private static final int FEW = 16;

    private final String[] names = new String[FEW];
    private int size;
    /** Null as long as there are a few. */
    private Set<String> many;

    /** Begins another object. */
    void clear() {
        size = 0;
        many = null;
    }

    /** @return whether it has not been there before */
    boolean add(String name) {
        if (many != null) {
            return many.add(name);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return false;
            }
        }
        if (size == FEW) {
            many = new HashSet<>(Arrays.asList(names));
            return many.add(name);
        }
        names[size++] = name;
        return true;
    }
}
