package org.jixiao.reporting.rule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Every rule, as {@code rules.json} has them, in the order in which they are evaluated and shown. */
@ApplicationScoped
public class RuleBook {

    private final List<Rule> rules = read();

    public List<Rule> rules() {
        return rules;
    }

    private static List<Rule> read() {
        try (InputStream in = RuleBook.class.getResourceAsStream("/rules.json")) {
            return List.copyOf(new JsonMapper().readValue(in, new TypeReference<List<Rule>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
