package dev.slipway.ledger.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Sets Cache-Control: pages are not stored, not even by the browser, so that "back" after signing out requires a login;
 * assets never expire, since their addresses change with their content; the CLI must be revalidated, by its entity tag.
 * The API sets its own headers.
 *
 * <p>Other files have no entity tag and cannot be revalidated by their date: builds are reproducible, so it never
 * changes.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CacheFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        policy(request.getRequestURI()).ifPresent(policy -> response.setHeader("Cache-Control", policy));
        chain.doFilter(request, response);
    }

    static Optional<String> policy(String path) {
        if (path.startsWith("/api/")) {
            return Optional.empty();
        }
        if (path.startsWith("/assets/")) {
            return Optional.of("public, max-age=31536000, immutable");
        }
        if (path.startsWith("/cli/slipway.jar")) {
            return Optional.of("public, no-cache");
        }
        return Optional.of("no-store");
    }
}
