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
 * Says what may be kept: pages by nobody, the browser included, so that "back" after signing out asks for a login; assets
 * for ever, since each stands under an address that changes with its content; the CLI by everybody who asks each time whether
 * it is still the one. The API speaks for itself.
 *
 * <p>Nor can a page be kept and asked for again by its date: builds are reproducible, so its date never changes.
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
        if (path.startsWith("/cli/")) {
            return Optional.of("public, no-cache");
        }
        return Optional.of("no-store");
    }
}
