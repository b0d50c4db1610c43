package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Rejects a change with a precondition that its resource does not evaluate: its client relies on it. */
@Provider
public class PreconditionFilter implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<String> PRECONDITIONS = List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        List<Violation> violations =
                violations(resource.getResourceMethod(), header -> request.getHeaderString(header) != null);
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED,
                    "This address has no such precondition, and nothing was changed. Send baseVersion, where it takes that.",
                    violations.toArray(Violation[]::new));
        }
    }

    /**
     * The preconditions of a request that the method does not take.
     *
     * @param method the resource method
     * @param isSent whether the request has a header of this name
     */
    static List<Violation> violations(Method method, Predicate<String> isSent) {
        return PRECONDITIONS.stream()
                .filter(isSent)
                .filter(header -> !DeclaredParameters.by(method).headers().contains(header))
                .map(header -> new Violation(header, "is not a precondition of this request"))
                .toList();
    }
}
