package dev.slipway.ledger.deployment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;

/**
 * The account that a request comes from, on whose behalf the agent acts.
 *
 * @param channel the channel of the request
 */
public record Initiator(String actor, Channel channel) {

    /** The caller of the API: without a token, they have a browser session. */
    public static Initiator caller(SecurityContext security, HttpServletRequest http) {
        String account = security.getUserPrincipal().getName();
        return new Initiator(account, Channel.ofCaller(account, http.getHeader(HttpHeaders.AUTHORIZATION) == null));
    }
}
