package org.jixiao.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Bearer tokens for this machine, signed (RS256) with a key made here; the services check them as they check real ones. */
public final class Tokens {
    private static final String ISSUER = "https://jixiao.local";
    private static final String AUDIENCE = "jixiao";
    private static final Duration VALID = Duration.ofDays(30);

    private final RSAKey key;
    private final Clock clock = Clock.systemUTC();

    private Tokens(RSAKey key) {
        this.key = key;
    }

    /** With the key kept in {@code signing-key.jwk} of this directory, which is made when it is missing. */
    public static Tokens in(Path directory) {
        var file = directory.resolve("signing-key.jwk");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                var draft = Files.createTempFile(directory, "signing-key", ".new");
                Files.writeString(draft, newKey().toJSONString());
                Files.move(draft, file);
            }
            return new Tokens(RSAKey.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new StartFailed(file + " is no key; delete it and start again", e);
        }
    }

    /** With a key of their own that is kept nowhere. */
    public static Tokens fresh() {
        return new Tokens(newKey());
    }

    /** The public key as {@code quarkus.oidc.public-key} takes it: X.509 DER in base64, without header lines. */
    public String publicKey() {
        try {
            return Base64.getEncoder().encodeToString(key.toRSAPublicKey().getEncoded());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return ISSUER;
    }

    /** A token that is valid for 30 days. */
    public String token(String subject, Set<String> roles, Set<String> regions, Set<String> departments) {
        return token(subject, roles, regions, departments, clock.instant().plus(VALID));
    }

    /**
     * A token with claims {@code roles}, {@code regions} and {@code departments}, each an array.
     *
     * @param regions     codes of six digits; each stands for its subtree
     * @param departments codes of nine digits; empty for no further restriction
     * @param expiry      may lie in the past
     */
    public String token(
            String subject, Set<String> roles, Set<String> regions, Set<String> departments, Instant expiry) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(AUDIENCE)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(expiry))
                .claim("roles", sorted(roles))
                .claim("regions", sorted(regions))
                .claim("departments", sorted(departments))
                .build();
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sorted(Set<String> values) {
        return values.stream().sorted().toList();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
