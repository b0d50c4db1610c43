package dev.slipway.ledger.identity;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses requests that another site may have sent in the name of a signed-in person. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CrossSiteFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient LedgerConfig config;

    @SuppressWarnings("NullAway.Init") // the container calls init before the first request
    private transient CrossSiteGuard guard;

    @Override
    public void init() {
        guard = CrossSiteGuard.of(config.ledgerUrl());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CrossSiteGuard.Request guarded = new CrossSiteGuard.Request(
                request.getMethod(),
                request.getHeader("Authorization"),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"));
        if (guard.refuses(guarded)) {
            ProblemType.CROSS_SITE_REQUEST
                    .detailed("A browser's session may change things only from the ledger's own pages.")
                    .send(response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
