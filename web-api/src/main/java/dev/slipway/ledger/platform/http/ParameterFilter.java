package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rejects query parameters that the resource does not declare, or repeats of single ones: the resource would ignore
 * them, and do something else than requested.
 */
@Provider
public class ParameterFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> given = request.getUriInfo().getQueryParameters();
        if (given.isEmpty()) {
            return;
        }
        List<Violation> violations = violations(resource.getResourceMethod(), given);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    /**
     * The violations in a query's parameters, by name. An empty name, as between two {@code &}, is ignored.
     *
     * @param method the resource method
     * @param given the parameters
     */
    static List<Violation> violations(Method method, MultivaluedMap<String, String> given) {
        DeclaredParameters declared = DeclaredParameters.by(method);
        List<Violation> violations = new ArrayList<>();
        given.forEach((name, values) -> {
            if (name.isEmpty()) {
                return;
            }
            if (!declared.parameters().contains(name)) {
                violations.add(new Violation(name, "is not a parameter of this request"));
            } else if (values.size() > 1 && !declared.repeatable().contains(name)) {
                violations.add(new Violation(name, "is given twice"));
            }
        });
        violations.sort(Comparator.comparing(Violation::field));
        return violations;
    }
}
