package dev.slipway.ledger.identity;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;

/**
 * Extends {@code @RolesAllowed} to those who may deploy some service by its own role; they may read whatever a viewer
 * may.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class ServiceRoleFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (Deployers.ofCaller().isOfSome()) {
            request.setSecurityContext(new OfAService(request.getSecurityContext()));
        }
    }

    /** The roles of a caller who has one {@code SERVICE.deployer} at least. */
    record OfAService(SecurityContext own) implements SecurityContext {

        @Override
        public boolean isUserInRole(String role) {
            return role.equals(Roles.SERVICE_DEPLOYER) || role.equals(Roles.VIEWER) || own.isUserInRole(role);
        }

        @Override
        public Principal getUserPrincipal() {
            return own.getUserPrincipal();
        }

        @Override
        public boolean isSecure() {
            return own.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return own.getAuthenticationScheme();
        }
    }
}
