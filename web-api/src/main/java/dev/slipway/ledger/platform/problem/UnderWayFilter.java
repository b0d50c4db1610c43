package dev.slipway.ledger.platform.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Counts what is under way, and holds an undeployment up for it: WildFly takes the database and the beans away as soon as filters are
 * gone. The agent drains a worker first; the console and the CLI do not.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class UnderWayFilter implements Filter {
    private static final System.Logger LOG = System.getLogger(UnderWayFilter.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        UnderWay.REQUESTS.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            UnderWay.REQUESTS.end();
        }
    }

    @Override
    public void destroy() {
        int left = UnderWay.REQUESTS.stop(PATIENCE);
        if (left > 0) {
            LOG.log(Level.WARNING, left + " requests are still under way; they may fail");
        }
    }
}
