package org.jixiao.reporting.answer;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/** The formats of answers, in the order in which they are preferred for callers who take anything. */
public enum Format {
    JSON(MediaType.APPLICATION_JSON_TYPE),
    HTML(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")),
    XLSX(new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    PDF(new MediaType("application", "pdf")),
    CSV(new MediaType("text", "csv", Map.of("charset", "UTF-8", "header", "present")));

    private final MediaType type;

    Format(MediaType type) {
        this.type = type;
    }

    public MediaType type() {
        return type;
    }

    /** As {@code ?format=} names it, and as files in it end. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * One of some formats, by {@code ?format=} or else by {@code Accept} with its q-values.
     *
     * @param name null when the parameter is not given
     * @throws Problem INVALID_PARAMETER for another name, NOT_ACCEPTABLE when no format is accepted
     */
    public static Format of(String name, Request request, Collection<Format> offered) {
        List<Format> formats = offered.stream().sorted().toList();
        return name == null ? accepted(request, formats) : named(name, formats);
    }

    private static Format named(String name, List<Format> offered) {
        return offered.stream()
                .filter(format -> format.parameter().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.parameter(
                        "format", Text.of("format 只能是 %s", "format must be one of %s", parameters(offered))));
    }

    private static Format accepted(Request request, List<Format> offered) {
        List<Variant> variants = offered.stream()
                .map(format -> new Variant(format.type, (Locale) null, null))
                .toList();
        Variant selected = request.selectVariant(variants);
        if (selected == null) {
            throw new Problem(
                    ProblemCode.NOT_ACCEPTABLE, Text.of("此处的格式有：%s", "The formats here: %s", parameters(offered)));
        }
        return offered.get(variants.indexOf(selected));
    }

    private static String parameters(List<Format> offered) {
        return offered.stream().map(Format::parameter).collect(Collectors.joining(", "));
    }
}
