package dev.slipway.ledger.identity;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who calls.
 *
 * @param name the name in their token
 * @param role the only role that they have
 */
public record StubCaller(String name, String role) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    @Override
    public boolean isUserInRole(String asked) {
        return asked.equals(role);
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return "";
    }
}
