package dev.slipway.request;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Handles httpd's health check: {@code HEAD} at the probe's path twice a second, without a cookie and without the
 * secret that marks httpd's other requests. Removes sessions made by it at once, or else each check would leave one. If
 * no archive has the path, the host answers 503, which is correct while none is deployed; while the one of the last
 * check is deployed, answers 404.
 */
public final class HealthCheck implements HttpHandler {
    private static final HttpString FRONT = new HttpString("Slipway-Front");

    private final HttpHandler next;
    private volatile WeakReference<@Nullable Deployment> checked = new WeakReference<>(null);

    /** Called by the server, with what handles the request. */
    public HealthCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestMethod().equals(Methods.HEAD)
                && !exchange.getRequestHeaders().contains(FRONT)) {
            exchange.addExchangeCompleteListener((answered, following) -> {
                try {
                    end(answered);
                } finally {
                    following.proceed();
                }
            });
        } else {
            exchange.addDefaultResponseListener(this::correct);
        }
        next.handleRequest(exchange);
    }

    private void end(HttpServerExchange answered) {
        ServletRequestContext request = answered.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        if (request == null) {
            return;
        }
        checked = new WeakReference<>(request.getDeployment());
        HttpSessionImpl made = request.getSession();
        // May block if sessions are replicated to other workers.
        if (made != null && !answered.isInIoThread()) {
            Session session = request.getDeployment().getSessionManager().getSession(made.getId());
            if (session != null) {
                session.invalidate(null);
            }
        }
    }

    private boolean correct(HttpServerExchange unanswered) {
        if (unanswered.getStatusCode() == StatusCodes.SERVICE_UNAVAILABLE
                && unanswered.getAttachment(ServletRequestContext.ATTACHMENT_KEY) == null
                && isAbsent(unanswered.getRequestPath())) {
            unanswered.setStatusCode(StatusCodes.NOT_FOUND);
        }
        return false;
    }

    /** Whether an archive is deployed, and none has this path. */
    private boolean isAbsent(String path) {
        Deployment last = checked.get();
        return last != null
                && last.getDeploymentState() == DeploymentManager.State.STARTED
                && last.getServletContainer().getDeploymentByPath(path) == null;
    }
}
