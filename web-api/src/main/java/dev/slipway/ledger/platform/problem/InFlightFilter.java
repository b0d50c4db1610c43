package dev.slipway.ledger.platform.problem;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the requests in flight, and delays undeployment until they have ended: WildFly removes the database and the
 * beans as soon as the filters are gone. The agent drains a worker first; the console and the CLI do not.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class InFlightFilter implements Filter {
    private static final System.Logger LOG = System.getLogger(InFlightFilter.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private final InFlightRequests requests;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by CDI
    Event<LedgerStopping> stopping;

    /** Made by the container. */
    public InFlightFilter() {
        this(InFlightRequests.REQUESTS);
    }

    InFlightFilter(InFlightRequests requests) {
        this.requests = requests;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        requests.begin();
        boolean isWaiting = false;
        try {
            chain.doFilter(request, response);
            if (isWaiting(request, response)) {
                request.getAsyncContext().addListener(new End());
                requests.park();
                isWaiting = true;
            }
        } finally {
            if (!isWaiting) {
                requests.end();
            }
        }
    }

    /** A stream is not awaited: a client that has stopped reading would block the undeployment. */
    private static boolean isWaiting(ServletRequest request, ServletResponse response) {
        String type = response.getContentType();
        return request.isAsyncStarted() && (type == null || !type.startsWith(MediaType.SERVER_SENT_EVENTS));
    }

    /** Counts an asynchronous request as ended when its answer is; the container calls one of these methods last. */
    private final class End implements AsyncListener {
        private final AtomicBoolean isOver = new AtomicBoolean();

        @Override
        public void onComplete(AsyncEvent event) {
            if (!isOver.getAndSet(true)) {
                requests.endParked();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It is completed then, by an answer.
        }

        @Override
        public void onError(AsyncEvent event) {
            // It is completed then, by an answer.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    @Override
    public void destroy() {
        stopping.fire(new LedgerStopping());
        int left = requests.stop(PATIENCE, BRIEF);
        if (left > 0) {
            LOG.log(Level.WARNING, left + " requests are still in flight; they may fail");
        }
    }
}
