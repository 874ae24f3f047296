package org.jixiao.reporting.answer;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.jixiao.platform.problem.Text;

/** The languages that a caller reads, best first; Chinese when none of them is spoken here. */
public record Language(List<Locale> preferred) {

    public static final Language CHINESE = new Language(List.of());
    public static final Language ENGLISH = new Language(List.of(Locale.ENGLISH));

    /** By {@code Accept-Language}; a header that cannot be read counts as none. */
    public static Language of(HttpHeaders headers) {
        String header = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null) {
            return CHINESE;
        }
        try {
            return new Language(Locale.LanguageRange.parse(header).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList());
        } catch (IllegalArgumentException notALanguageList) {
            return CHINESE;
        }
    }

    public String of(Text text) {
        return text.in(preferred);
    }

    /** One of two texts, as templates hold them side by side. */
    public String say(String zh, String en) {
        return of(new Text(zh, en));
    }

    /** The one in which this reader is answered. */
    public Language spoken() {
        return say("", "en").isEmpty() ? CHINESE : ENGLISH;
    }

    /** What {@code <html lang>} says. */
    public String tag() {
        return say("zh-CN", "en");
    }
}
