package org.jixiao.reporting.publication;

import io.quarkus.security.identity.SecurityIdentity;
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

    boolean maySee(State state, String departmentCode) {
        return state.isPublic() || scope.covers(departmentCode);
    }
}
