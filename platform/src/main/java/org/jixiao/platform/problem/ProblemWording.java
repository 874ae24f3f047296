package org.jixiao.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every problem its type, code and wording in the caller's language, and drops what a framework wrote into it:
 * class names, SQL and stack traces never leave the service.
 */
@ApplicationScoped
class ProblemWording implements ProblemPostProcessor {

    private final CurrentVertxRequest request;

    ProblemWording(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        List<Locale> languages = languages();
        if (context.cause instanceof Problem ours) {
            return worded(problem, ours.code(), ours.explanation(), ours.violations(), languages);
        }
        ProblemCode code = ProblemCode.ofStatus(problem.getStatusCode());
        return worded(problem, code, code.title(), List.of(), languages);
    }

    private static HttpProblem worded(
            HttpProblem original, ProblemCode code, Text detail, List<Violation> violations, List<Locale> languages) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create("urn:jixiao:problem:" + code.code()))
                .withTitle(code.title().in(languages))
                .withStatus(original.getStatusCode())
                .withDetail(detail.in(languages))
                .withInstance(original.getInstance())
                .with("code", code.code());
        if (!violations.isEmpty()) {
            problem.with(
                    "violations",
                    violations.stream().map(each -> worded(each, languages)).toList());
        }
        original.getHeaders().forEach(problem::withHeader);
        return problem.build();
    }

    private static Map<String, Object> worded(Violation violation, List<Locale> languages) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pointer", violation.pointer());
        json.put("code", violation.code());
        json.put("message", violation.message().in(languages));
        if (violation.position() != null) {
            json.put("position", violation.position());
        }
        return json;
    }

    private List<Locale> languages() {
        return Optional.ofNullable(request.getCurrent())
                .map(current -> current.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                .map(ProblemWording::languages)
                .orElse(List.of());
    }

    static List<Locale> languages(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList();
        } catch (IllegalArgumentException notALanguageList) {
            return List.of();
        }
    }
}
