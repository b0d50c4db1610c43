package dev.slipway.request;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/**
 * httpd's health check, {@code HEAD} at the probe's path twice a second, without a cookie and without the secret by which httpd's other
 * requests are known. A page that makes sessions would make one for each: they are removed at once. And where no archive has a path, the
 * host answers 503, as is right while none is deployed; where the last check reached one, it is a 404.
 */
public final class HealthCheck implements HttpHandler {
    private static final HttpString FRONT = new HttpString("Slipway-Front");

    private final HttpHandler next;
    private volatile boolean isDeployed;

    /** Called by the server, with what handles the request. */
    public HealthCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestMethod().equals(Methods.HEAD)
                && !exchange.getRequestHeaders().contains(FRONT)) {
            exchange.addExchangeCompleteListener((checked, following) -> {
                try {
                    end(checked);
                } finally {
                    following.proceed();
                }
            });
        } else {
            exchange.addDefaultResponseListener(this::correct);
        }
        next.handleRequest(exchange);
    }

    /** What is refused as no health check, or as of nobody, reached no archive either, and is none of this. */
    private void end(HttpServerExchange checked) {
        ServletRequestContext request = checked.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        if (request == null) {
            isDeployed = isDeployed && checked.getStatusCode() == StatusCodes.FORBIDDEN;
            return;
        }
        isDeployed = true;
        HttpSessionImpl made = request.getSession();
        // Where sessions are copied to other workers, this may block.
        if (made != null && !checked.isInIoThread()) {
            Session session = request.getDeployment().getSessionManager().getSession(made.getId());
            if (session != null) {
                session.invalidate(null);
            }
        }
    }

    private boolean correct(HttpServerExchange unanswered) {
        if (isDeployed
                && unanswered.getStatusCode() == StatusCodes.SERVICE_UNAVAILABLE
                && unanswered.getAttachment(ServletRequestContext.ATTACHMENT_KEY) == null) {
            unanswered.setStatusCode(StatusCodes.NOT_FOUND);
        }
        return false;
    }
}
