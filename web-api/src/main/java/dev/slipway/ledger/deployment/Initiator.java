package dev.slipway.ledger.deployment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;

/**
 * Who asks, on whose behalf the agent acts.
 *
 * @param actor the account
 * @param channel the channel through which they ask
 */
public record Initiator(String actor, Channel channel) {

    /** The caller of the API: without a token, they have a browser session. */
    public static Initiator caller(SecurityContext security, HttpServletRequest http) {
        String account = security.getUserPrincipal().getName();
        return new Initiator(account, Channel.ofCaller(account, http.getHeader(HttpHeaders.AUTHORIZATION) == null));
    }
}
