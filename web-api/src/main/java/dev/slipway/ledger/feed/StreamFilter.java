package dev.slipway.ledger.feed;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;

/**
 * Ends the streams when the ledger is taken off the worker. Pages follow them in their sessions, and WildFly waits a minute
 * for what goes on in a session: after it has told the filters, and before it tells any listener.
 */
@WebFilter(urlPatterns = "/api/v1/events", asyncSupported = true)
public class StreamFilter implements Filter {
    private static final int BUFFER = 8 * 1024;

    @Inject
    Streams streams;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // A buffer of its own: one of Undertow's pool goes to the next request when a page is gone, while somebody
        // still writes to it.
        response.setBufferSize(BUFFER);
        chain.doFilter(request, response);
    }

    @Override
    public void destroy() {
        streams.stop();
    }
}
