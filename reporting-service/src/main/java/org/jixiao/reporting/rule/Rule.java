package org.jixiao.reporting.rule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.problem.Text;

/**
 * Something that must hold.
 *
 * @param code its stable name
 * @param text what it asks, and after which document
 * @param message what is said where it does not hold; {@code %s} stands for what the finding is about
 * @param parameters values that it compares with, by name
 */
@Schema(name = "Rule")
public record Rule(
        @Schema(examples = "SOURCES_EQUAL_TOTAL") String code,
        Severity severity,
        Text title,
        Text text,
        Text message,
        Map<String, List<String>> parameters) {

    public Rule {
        parameters = Map.copyOf(parameters);
    }

    /** The message about something. */
    public Text message(Text about) {
        return new Text(message.zh().formatted(about.zh()), message.en().formatted(about.en()));
    }

    /** The values of a parameter that the rule is sure to have. */
    public List<String> parameter(String name) {
        return parameters.get(name);
    }

    @JsonIgnore
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
