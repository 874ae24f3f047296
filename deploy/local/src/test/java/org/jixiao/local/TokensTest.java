package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Set<String> NONE = Set.of();

    @Test
    void verifies_withThePublicKeyThatServicesGet() throws Exception {
        var tokens = Tokens.fresh();

        var token = SignedJWT.parse(tokens.token("clerk", Set.of("budget.read"), NONE, NONE));

        assertThat(token.verify(verifierOf(tokens))).isTrue();
        assertThat(token.verify(verifierOf(Tokens.fresh()))).isFalse();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    }

    @Test
    void says_whoTheCallerIs_andForWhat() throws Exception {
        var tokens = Tokens.fresh();

        var claims = SignedJWT.parse(tokens.token("clerk", Set.of("ops", "budget.read"), Set.of("440104"), NONE))
                .getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("clerk");
        assertThat(claims.getIssuer()).isEqualTo("https://jixiao.local");
        assertThat(claims.getAudience()).containsExactly("jixiao");
        assertThat(claims.getStringListClaim("roles")).containsExactly("budget.read", "ops");
        assertThat(claims.getStringListClaim("regions")).containsExactly("440104");
        assertThat(claims.getStringListClaim("departments")).isEmpty();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void ends_whenItIsTold() throws Exception {
        var longAgo = Instant.parse("2025-02-20T01:15:00Z");

        var token = SignedJWT.parse(Tokens.fresh().token("clerk", NONE, NONE, NONE, longAgo));

        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(longAgo);
    }

    @Test
    void keeps_itsKey_inItsDirectory(@TempDir Path directory) {
        assertThat(Tokens.in(directory).publicKey())
                .isEqualTo(Tokens.in(directory).publicKey());
    }

    @Test
    void gives_oneTokenPerRole_forTheDistrict_andOpsForTheProvince() throws Exception {
        var tokens = Tokens.fresh();

        for (var role : Role.values()) {
            var claims = SignedJWT.parse(role.token(tokens)).getJWTClaimsSet();
            assertThat(claims.getStringListClaim("roles")).containsExactly(role.claim());
            assertThat(claims.getStringListClaim("regions")).containsExactly(role == Role.OPS ? "440000" : "440104");
        }
    }

    private static RSASSAVerifier verifierOf(Tokens tokens) throws Exception {
        var der = new X509EncodedKeySpec(Base64.getDecoder().decode(tokens.publicKey()));
        return new RSASSAVerifier((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(der));
    }
}
