package org.jixiao.reporting.rule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Every rule, as {@code rules.json} has them, in the order in which they are evaluated and shown. */
@ApplicationScoped
public class RuleBook {

    private final List<Rule> rules;
    private final String edition;

    RuleBook() {
        try (InputStream in = RuleBook.class.getResourceAsStream("/rules.json")) {
            byte[] json = in.readAllBytes();
            rules = List.copyOf(new JsonMapper().readValue(json, new TypeReference<List<Rule>>() {}));
            edition = Integer.toHexString(Arrays.hashCode(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The same on every replica, and another when {@code rules.json} is. */
    public String edition() {
        return edition;
    }
}
