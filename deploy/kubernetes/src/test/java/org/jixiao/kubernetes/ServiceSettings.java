package org.jixiao.kubernetes;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The environment a service reads: every <code>${JIXIAO_…}</code> of its {@code application.properties}. */
final class ServiceSettings {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(JIXIAO_[A-Z0-9_]+)(?::([^}]*))?}");

    private final Properties properties = new Properties();
    private final Map<String, Optional<String>> defaults = new TreeMap<>();

    private ServiceSettings(String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var property : properties.stringPropertyNames()) {
            var reference = REFERENCE.matcher(properties.getProperty(property));
            while (reference.find()) {
                defaults.put(reference.group(1), Optional.ofNullable(reference.group(2)));
            }
        }
    }

    static ServiceSettings of(String service) {
        return new ServiceSettings(Checkout.read(service + "/src/main/resources/application.properties"));
    }

    /** Every key, whether it must be set or not. */
    Set<String> keys() {
        return defaults.keySet();
    }

    /** The keys without a default. */
    Set<String> required() {
        return defaults.entrySet().stream()
                .filter(key -> key.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    String defaultOf(String key) {
        return defaults.get(key).orElseThrow();
    }

    String property(String name) {
        return properties.getProperty(name);
    }
}
