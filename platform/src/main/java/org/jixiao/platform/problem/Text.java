package org.jixiao.platform.problem;

import java.util.List;
import java.util.Locale;

/** A sentence for people, in the two languages that are spoken here. */
public record Text(String zh, String en) {

    /** A text of two patterns that share their arguments, filled by {@link String#format}. */
    public static Text of(String zh, String en, Object... arguments) {
        return arguments.length == 0 ? new Text(zh, en) : new Text(zh.formatted(arguments), en.formatted(arguments));
    }

    /** English when the caller prefers it to Chinese; Chinese in every other case. */
    public String in(List<Locale> preferred) {
        for (Locale locale : preferred) {
            switch (locale.getLanguage()) {
                case "en" -> {
                    return en;
                }
                case "zh" -> {
                    return zh;
                }
                default -> {
                    // a language that is not spoken here: the next one may be
                }
            }
        }
        return zh;
    }
}
