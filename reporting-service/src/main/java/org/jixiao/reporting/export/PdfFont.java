package org.jixiao.reporting.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font that is embedded, with the characters that are used. It knows one code point for each glyph, so that a text
 * can be found again in the document; a twin that looks the same is printed as that one.
 */
final class PdfFont {

    static final String FAMILY = "Noto Sans SC";
    static final int WEIGHT = 400;

    private static final String FONT = "/fonts/NotoSansSC-Regular.ttf";
    private static final Map<Integer, Integer> TWINS = twins();

    /** Format characters such as pasted texts are full of, soft hyphens among them, and variation selectors. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");

    private static final Pattern SEPARATORS = Pattern.compile("[\\u2028\\u2029]");

    /** For what the font has not: rare ideographs beyond the basic plane, control characters. */
    private static final int MISSING = '□';

    private static final int HEXADECIMAL = 16;

    private final PDFont embedded;
    private final Map<Integer, Boolean> known = new HashMap<>();

    PdfFont(PDDocument document) throws IOException {
        try (InputStream in = PdfFont.class.getResourceAsStream(FONT)) {
            embedded = PDType0Font.load(document, in, true);
        }
    }

    PDFont embedded() {
        return embedded;
    }

    /** The text in characters that the font has, without those that nobody sees; white space stays. */
    String printed(String text) {
        String visible =
                SEPARATORS.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ");
        StringBuilder printed = new StringBuilder(visible.length());
        visible.codePoints()
                .map(character -> TWINS.getOrDefault(character, character))
                .map(character -> character == '\n' || character == '\t' || isKnown(character) ? character : MISSING)
                .forEach(printed::appendCodePoint);
        return printed.toString();
    }

    private boolean isKnown(int character) {
        return known.computeIfAbsent(character, each -> {
            try {
                embedded.encode(Character.toString(each));
                return true;
            } catch (IOException | IllegalArgumentException missing) {
                return false;
            }
        });
    }

    private static Map<Integer, Integer> twins() {
        try (InputStream in = PdfFont.class.getResourceAsStream("/fonts/twins.txt")) {
            Map<Integer, Integer> twins = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(pair ->
                            twins.put(Integer.parseInt(pair[0], HEXADECIMAL), Integer.parseInt(pair[1], HEXADECIMAL)));
            return twins;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
