package org.jixiao.reporting.publication;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Set;
import org.jixiao.platform.access.Scope;

/**
 * Who asks, and for which departments this caller may see what is not public.
 *
 * @param scope nothing without a role
 */
record Reader(Scope scope) {

    private static final Set<String> ROLES = Set.of("report.read", "report.publish", "report.certify", "ops");

    static Reader of(SecurityIdentity caller) {
        boolean hasRole = !caller.isAnonymous() && ROLES.stream().anyMatch(caller::hasRole);
        return new Reader(hasRole ? Scope.of(caller) : Scope.NONE);
    }

    /** Whether this caller may know who took the steps of a publication, and why errors were waived. */
    boolean knowsPersons(String departmentCode) {
        return scope.covers(departmentCode);
    }

    /** Tells caches that another caller is answered otherwise, and of what persons are named in that it is for nobody else. */
    static Map<String, String> headers(boolean withPersons) {
        return withPersons
                ? Map.of(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION, HttpHeaders.CACHE_CONTROL, "private")
                : Map.of(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }

    boolean maySee(State state, String departmentCode) {
        return state.isPublic() || scope.covers(departmentCode);
    }
}
