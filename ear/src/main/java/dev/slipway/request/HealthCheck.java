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
 * httpd's health check, {@code HEAD} at the probe's path twice a second, without a cookie and without the secret by which httpd's other
 * requests are known. A page that makes sessions would make one for each: they are removed at once. And where no archive has a path, the
 * host answers 503, as is right while none is deployed; while the one that the last check reached is, it is a 404.
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
        // Where sessions are copied to other workers, this may block.
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
