package dev.slipway.ledger.identity.token;

import io.undertow.security.api.NotificationReceiver;
import io.undertow.security.api.SecurityContext;
import io.undertow.security.api.SecurityNotification;
import io.undertow.security.idm.Account;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.AccessToken;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.RefreshableOidcSecurityContext;

/**
 * Authenticates a request by a bearer token (RFC 6750, section 2.1) that Elytron has verified before and that has not
 * expired, as the account that Elytron made of it then. Without this cache, Elytron parses and verifies the token at
 * each request, which is a fifth of a worker's effort for a short one. All other requests go to Elytron: those without
 * such a token, and the first with it.
 */
public final class VerifiedTokens implements ServletExtension {
    private static final String SCHEME = "Bearer ";

    private record Verified(Account account, String mechanism) {}

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        TokenCache<Verified> tokens = new TokenCache<>(InstantSource.system());
        deployment.addSecurityWrapper(next -> signingIn(next, tokens));
    }

    private static HttpHandler signingIn(HttpHandler next, TokenCache<Verified> tokens) {
        return exchange -> {
            String token = token(exchange);
            if (token != null) {
                SecurityContext security = exchange.getSecurityContext();
                Optional<Verified> verified = tokens.find(token);
                if (verified.isPresent()) {
                    security.authenticationComplete(
                            verified.get().account(), verified.get().mechanism(), false);
                } else {
                    security.registerNotificationReceiver(caching(token, tokens));
                }
            }
            next.handleRequest(exchange);
        };
    }

    /** Null if there is none, or more than one header: Elytron decides on those. */
    private static @Nullable String token(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        return values != null && values.size() == 1 && values.getFirst().startsWith(SCHEME)
                ? values.getFirst().substring(SCHEME.length())
                : null;
    }

    private static NotificationReceiver caching(String token, TokenCache<Verified> tokens) {
        return event -> {
            if (event.getEventType() == SecurityNotification.EventType.AUTHENTICATED) {
                cache(token, event, tokens);
            }
        };
    }

    /** Only if they are signed in by this token: a browser's session has its own token. */
    private static void cache(String token, SecurityNotification event, TokenCache<Verified> tokens) {
        Account account = event.getAccount();
        if (account.getPrincipal() instanceof OidcPrincipal<?> principal
                && principal.getOidcSecurityContext() instanceof RefreshableOidcSecurityContext context
                && token.equals(context.getTokenString())) {
            AccessToken access = context.getToken();
            if (access.getExpiration() != null) {
                // It has this request, which would be kept with it.
                context.setCurrentRequestInfo(context.getOidcClientConfiguration(), null);
                tokens.put(
                        token,
                        new Verified(account, event.getMechanism()),
                        Instant.ofEpochSecond(access.getExpiration()));
            }
        }
    }
}
