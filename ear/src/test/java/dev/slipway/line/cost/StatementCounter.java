package dev.slipway.line.cost;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Goes into the copy: counts the statements that Hibernate sends for a request, and tells them in a header of the answer.
 * Each begins with a comment, which tells it from what the copy does by itself at the time.
 */
@Provider
@PreMatching
public class StatementCounter implements StatementInspector, ContainerRequestFilter, ContainerResponseFilter {
    /** Names the header. */
    public static final String HEADER = "X-Statements";

    /** The comment. */
    static final String ASKED = "/* asked */ ";

    private static final long serialVersionUID = 1L;

    /** Set while a request is under way. */
    private static final ThreadLocal<Integer> COUNT = new ThreadLocal<>();

    @Override
    public String inspect(String sql) {
        if (COUNT.get() == null) {
            return sql;
        }
        COUNT.set(COUNT.get() + 1);
        return ASKED + sql;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        COUNT.set(0);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, COUNT.get());
        COUNT.remove();
    }
}
