package dev.slipway.request;

import io.undertow.security.api.SecurityNotification;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.SessionConfigWrapper;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import io.undertow.servlet.spec.ServletContextImpl;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpSession;

/**
 * Gives a session another id when somebody signs in by OIDC, which Elytron does not do: whoever has a browser send an
 * id that they know, by a link or a cookie for the whole domain, would be signed in with it. A new session is no
 * exception, since Undertow gives it the browser's id if another application has a session of that id.
 */
public final class SessionRenewal implements ServletExtension {
    /** The name of the session's attribute in which Elytron keeps who is signed in. */
    private static final String ACCOUNT = "org.wildfly.security.http.oidc.OidcAccount";

    /** The parameter with which Keycloak sends a browser back, and Elytron signs it in. */
    private static final String CODE = "code";

    private static final AttachmentKey<Boolean> SIGNS_IN = AttachmentKey.create(Boolean.class);

    private final FormerIds former = new FormerIds(System::nanoTime);

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addSessionListener(new AccountListener());
        deployment.addNotificationReceiver(this::renew);
        SessionConfigWrapper given = deployment.getSessionConfigWrapper();
        deployment.setSessionConfigWrapper((config, deployed) ->
                new LateSessionConfig(given == null ? config : given.wrap(config, deployed), former));
    }

    /** Comes before the response: Elytron's redirect follows, and takes the cookie along. */
    private void renew(SecurityNotification event) {
        HttpServerExchange exchange = event.getExchange();
        if (event.getEventType() != SecurityNotification.EventType.AUTHENTICATED
                || exchange.getAttachment(SIGNS_IN) == null) {
            return;
        }
        ServletRequestContext context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        HttpServletRequestImpl request = context.getOriginalRequest();
        HttpSession session = request.getSession(false);
        if (session != null) {
            former.add(session.getId());
            String id = request.changeSessionId();
            ServletContextImpl application = context.getCurrentServletContext();
            if (!application.getEffectiveSessionTrackingModes().contains(SessionTrackingMode.COOKIE)) {
                SessionConfig config = application.getSessionConfig();
                exchange.addResponseCommitListener(answered -> redirect(answered.getResponseHeaders(), config, id));
            }
        }
        exchange.removeAttachment(SIGNS_IN);
    }

    /** Elytron redirects to the path that was requested, which has the former id, if any. */
    private static void redirect(HeaderMap headers, SessionConfig config, String id) {
        String location = headers.getFirst(Headers.LOCATION);
        if (location != null) {
            headers.put(Headers.LOCATION, config.rewriteUrl(location, id));
        }
    }

    /**
     * Notes in which exchange somebody signs in. No other may change the id, for its client would get the new one: what
     * is under way with the former id finds the account in the session, and puts the same in again. So does each later
     * request, or another account when it has refreshed the token.
     */
    private static final class AccountListener implements SessionListener {
        @Override
        public void attributeAdded(Session session, String name, Object value) {
            ServletRequestContext context = ServletRequestContext.current();
            if (name.equals(ACCOUNT) && context != null) {
                context.getExchange().putAttachment(SIGNS_IN, true);
            }
        }

        /** Two may sign in with one session at the same time. */
        @Override
        public void attributeUpdated(Session session, String name, Object value, Object before) {
            ServletRequestContext context = ServletRequestContext.current();
            if (value != before && context != null && isSentBack(context.getExchange())) {
                attributeAdded(session, name, value);
            }
        }

        private static boolean isSentBack(HttpServerExchange exchange) {
            return exchange.getQueryParameters().containsKey(CODE);
        }
    }

    /**
     * Leaves a browser the cookie of its sign-in. What it had sent before, for instance in another tab, finds no
     * session any more; a session that is made for it gets no cookie.
     */
    private record LateSessionConfig(SessionConfig config, FormerIds former) implements SessionConfig {
        @Override
        public void setSessionId(HttpServerExchange exchange, String id) {
            if (!isLate(exchange)) {
                config.setSessionId(exchange, id);
            }
        }

        @Override
        public void clearSession(HttpServerExchange exchange, String id) {
            if (!isLate(exchange)) {
                config.clearSession(exchange, id);
            }
        }

        private boolean isLate(HttpServerExchange exchange) {
            return exchange.getAttachment(SIGNS_IN) == null && former.contains(config.findSessionId(exchange));
        }

        @Override
        public String findSessionId(HttpServerExchange exchange) {
            return config.findSessionId(exchange);
        }

        @Override
        public SessionCookieSource sessionCookieSource(HttpServerExchange exchange) {
            return config.sessionCookieSource(exchange);
        }

        @Override
        public String rewriteUrl(String url, String id) {
            return config.rewriteUrl(url, id);
        }
    }
}
