package org.jixiao.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a caller or sender may speak for: a set of code prefixes. Codes are hierarchical, so a region covers
 * its subtree (440100 covers 440104 and 440104019) and a longer code covers what starts with it.
 */
public record Scope(Set<String> prefixes) {

    /** Covers nothing. */
    public static final Scope NONE = new Scope(Set.of());

    /** The region of what central government hands down. */
    private static final String COUNTRY = "100000";

    private static final Pattern CODE = Pattern.compile("[0-9]{2,}");

    public Scope {
        prefixes = Set.copyOf(prefixes);
    }

    /** The scope that these codes span together. */
    public static Scope ofCodes(Collection<String> codes) {
        Set<String> prefixes = new TreeSet<>();
        codes.stream()
                .filter(code -> CODE.matcher(code).matches())
                .map(Scope::prefix)
                .forEach(prefixes::add);
        return new Scope(prefixes);
    }

    /** Whether a region is the one that a code lies in, or one above it by GB/T 2260. */
    public static boolean isAtOrAbove(String region, String code) {
        return region.equals(COUNTRY) || ofCodes(Set.of(region)).covers(code);
    }

    /** The caller's scope from the claims {@code regions} and {@code departments}; without them, nothing. */
    public static Scope of(SecurityIdentity caller) {
        if (!(caller.getPrincipal() instanceof JsonWebToken token)) {
            return NONE;
        }
        return ofCodes(Stream.of("regions", "departments")
                .flatMap(claim -> strings(token.getClaim(claim)))
                .toList());
    }

    /**
     * What of the event side a caller may see, as {@code LIKE} patterns of codes; null for the operators of the
     * installation ({@code ops}, {@code event.admin}), who see everything, also what has no readable code.
     */
    public static String[] patternsFor(SecurityIdentity caller) {
        return caller.hasRole("ops") || caller.hasRole("event.admin")
                ? null
                : of(caller).patterns();
    }

    /** Whether a region, department or longer code lies inside. */
    public boolean covers(String code) {
        return prefixes.stream().anyMatch(code::startsWith);
    }

    /** The prefixes as {@code LIKE} patterns, for {@code code LIKE ANY (?)}. */
    public String[] patterns() {
        return prefixes.stream().map(prefix -> prefix + "%").toArray(String[]::new);
    }

    /** In GB/T 2260 trailing zero pairs of the six digits stand for the whole province or city. */
    private static String prefix(String code) {
        String prefix = code;
        while (prefix.length() <= 6 && prefix.length() > 2 && prefix.endsWith("00")) {
            prefix = prefix.substring(0, prefix.length() - 2);
        }
        return prefix;
    }

    private static Stream<String> strings(Object claim) {
        return switch (claim) {
            case null -> Stream.of();
            case JsonString string -> Stream.of(string.getString());
            case String string -> Stream.of(string);
            case Collection<?> many -> many.stream().flatMap(Scope::strings);
            default -> Stream.of();
        };
    }
}
