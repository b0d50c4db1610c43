package dev.slipway.ledger.feed.stream;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;

/** Gives each stream its own buffer. */
@WebFilter(urlPatterns = "/api/v1/events", asyncSupported = true)
public class StreamFilter implements Filter {
    private static final int BUFFER = 8 * 1024;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // A dedicated buffer: a pooled one of Undertow goes to the next request when a page is gone, while another
        // thread may still write to it.
        response.setBufferSize(BUFFER);
        chain.doFilter(request, response);
    }
}
