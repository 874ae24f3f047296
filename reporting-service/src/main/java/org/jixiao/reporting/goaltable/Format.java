package org.jixiao.reporting.goaltable;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/** The formats of a table; the first is the one for callers who take anything. */
enum Format {
    JSON(MediaType.APPLICATION_JSON_TYPE),
    HTML(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));

    private static final List<Variant> VARIANTS =
            Arrays.stream(values()).map(Format::variant).toList();

    private final MediaType type;

    Format(MediaType type) {
        this.type = type;
    }

    MediaType type() {
        return type;
    }

    /**
     * By {@code ?format=}, or by {@code Accept} without it.
     *
     * @throws Problem INVALID_PARAMETER for another name, NOT_ACCEPTABLE when no format is accepted
     */
    static Format of(String name, Request request) {
        return name == null ? accepted(request) : named(name);
    }

    private static Format named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.parameter().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.parameter(
                        "format", Text.of("format 只能是 %s", "format must be one of %s", parameters())));
    }

    private static Format accepted(Request request) {
        Variant selected = request.selectVariant(VARIANTS);
        if (selected == null) {
            throw new Problem(
                    ProblemCode.NOT_ACCEPTABLE, Text.of("此表的格式有：%s", "The formats of this table: %s", parameters()));
        }
        return values()[VARIANTS.indexOf(selected)];
    }

    private Variant variant() {
        return new Variant(type, (Locale) null, null);
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String parameters() {
        return Arrays.stream(values()).map(Format::parameter).collect(Collectors.joining(", "));
    }
}
