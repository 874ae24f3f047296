package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The passwords of a broker's principals: made at first use, and kept in a file that only its owner may read. */
final class Credentials {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private final Path file;
    private final Map<String, String> passwords;

    private Credentials(Path file, Map<String, String> passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    /** Those kept in {@code credentials.properties} of this directory. */
    static Credentials in(Path directory) {
        var file = directory.resolve("credentials.properties");
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file, UTF_8)) {
                kept.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var passwords = kept.stringPropertyNames().stream()
                .collect(Collectors.toMap(principal -> principal, kept::getProperty, (one, same) -> one, TreeMap::new));
        return new Credentials(file, passwords);
    }

    synchronized boolean has(String principal) {
        return passwords.containsKey(principal);
    }

    /** The principal's password, made and kept when it has none. */
    synchronized String passwordOf(String principal) {
        if (!passwords.containsKey(principal)) {
            passwords.put(principal, newPassword());
            keep();
        }
        return passwords.get(principal);
    }

    /** Every principal with its password. */
    synchronized Map<String, String> all() {
        return Map.copyOf(passwords);
    }

    private void keep() {
        var kept = new Properties();
        kept.putAll(passwords);
        try {
            PrivateFile.write(file, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
