package dev.slipway.ledger.identity;

import dev.slipway.ledger.LedgerConfig;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.OidcPrincipal;

/**
 * Signs out here and at Keycloak: ends the session, then redirects the browser to the realm, which ends its own and
 * redirects back to the signed-out page.
 */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CLIENT = "web-api";

    @Inject
    transient LedgerConfig config;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String idToken = idToken(request);
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", endOfSession(idToken).toASCIIString());
    }

    /** By a typed address, or back from the login that a stale page required: there is nothing to show. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", config.ledgerUrl() + "/");
    }

    private URI endOfSession(@Nullable String idToken) {
        UriBuilder uri = UriBuilder.fromUri(config.authUrl())
                .path("realms/slipway/protocol/openid-connect/logout")
                .queryParam("client_id", CLIENT)
                .queryParam("post_logout_redirect_uri", config.ledgerUrl() + "/signed-out");
        return (idToken == null ? uri : uri.queryParam("id_token_hint", idToken)).build();
    }

    private static @Nullable String idToken(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? principal.getOidcSecurityContext().getIDTokenString()
                : null;
    }
}
