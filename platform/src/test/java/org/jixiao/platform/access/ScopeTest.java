package org.jixiao.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.json.Json;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "440104, 440104, true",
        "440104, 440104019, true",
        "440104, 440104019001, true",
        "440104, 440105, false",
        "440104, 440100, false",
        "440104, 440000, false",
        "440100, 440104, true",
        "440100, 440200, false",
        "440000, 440104, true",
        "440000, 450000, false",
        "440104019, 440104019001, true",
        "440104019, 440104019, true",
        "440104019, 440104020, false",
        "440104019, 440104, false",
        "440104000, 440104001, false",
        "110000, 110101, true"
    })
    void codeCoversItselfAndWhatLiesBelow(String scope, String code, boolean covered) {
        assertThat(Scope.ofCodes(List.of(scope)).covers(code)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "440104, 440104019, true",
        "440100, 440104019, true",
        "440000, 440104019, true",
        "100000, 440104019, true",
        "440105, 440104019, false",
        "440200, 440104019, false",
        "110000, 440104019, false"
    })
    void regionIsAtOrAboveWhatLiesInIt(String region, String code, boolean isAtOrAbove) {
        assertThat(Scope.isAtOrAbove(region, code)).isEqualTo(isAtOrAbove);
    }

    @Test
    void severalCodesCoverWhatEachCovers() {
        Scope scope = Scope.ofCodes(List.of("440104", "440200"));

        assertThat(List.of("440104001", "440205", "440105")).map(scope::covers).containsExactly(true, true, false);
    }

    @Test
    void whatIsNoCodeCoversNothing() {
        Scope scope = Scope.ofCodes(List.of("", "%", "4", "44%", "44_104", "abc", " 440104", "４４０１０４"));

        assertThat(scope).isEqualTo(Scope.NONE);
        assertThat(Scope.NONE.covers("440104")).isFalse();
    }

    @Test
    void patternsAreThePrefixes() {
        assertThat(Scope.ofCodes(List.of("440100", "440104019")).patterns())
                .containsExactlyInAnyOrder("4401%", "440104019%");
    }

    @Test
    void callersScopeIsWhatTheTokenClaims() {
        SecurityIdentity listed = caller(Map.of("regions", List.of("440104"), "departments", List.of("440105019")));
        SecurityIdentity json =
                caller(Map.of("regions", Json.createArrayBuilder().add("440104").build()));
        SecurityIdentity single = caller(Map.of("regions", "440104"));
        SecurityIdentity odd = caller(Map.of("regions", 440104));

        assertThat(Scope.of(listed).prefixes()).containsExactlyInAnyOrder("440104", "440105019");
        assertThat(Scope.of(json).prefixes()).containsExactly("440104");
        assertThat(Scope.of(single).prefixes()).containsExactly("440104");
        assertThat(Scope.of(odd)).isEqualTo(Scope.NONE);
    }

    @Test
    void callerWithoutTokenOrClaimsMaySpeakForNothing() {
        SecurityIdentity anonymous =
                QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        SecurityIdentity named = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("somebody"))
                .build();

        assertThat(Scope.of(anonymous)).isEqualTo(Scope.NONE);
        assertThat(Scope.of(named)).isEqualTo(Scope.NONE);
        assertThat(Scope.of(caller(Map.of()))).isEqualTo(Scope.NONE);
    }

    private static SecurityIdentity caller(Map<String, Object> claims) {
        Principal token = new JsonWebToken() {
            @Override
            public String getName() {
                return "clerk";
            }

            @Override
            public Set<String> getClaimNames() {
                return claims.keySet();
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> T getClaim(String name) {
                return (T) claims.get(name);
            }
        };
        return QuarkusSecurityIdentity.builder().setPrincipal(token).build();
    }
}
