package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses an Accept header with an invalid weight, which RESTEasy would report as a server error. */
@Provider
@PreMatching
public class AcceptFilter implements ContainerRequestFilter {
    private static final Pattern WEIGHTS = Pattern.compile("(?i);\\s*q\\s*=\\s*([^,;]*)");
    private static final Pattern WEIGHT = Pattern.compile("(0(\\.\\d{0,3})?|1(\\.0{0,3})?)\\s*");

    @Override
    public void filter(ContainerRequestContext request) {
        if (!hasValidWeights(request.getHeaderString(HttpHeaders.ACCEPT))) {
            throw ProblemException.invalid(
                    List.of(new Violation(HttpHeaders.ACCEPT, "must have weights from 0 to 1, such as q=0.5")));
        }
    }

    static boolean hasValidWeights(@Nullable String accept) {
        return accept == null
                || WEIGHTS.matcher(accept)
                        .results()
                        .map(weight -> weight.group(1))
                        .allMatch(weight -> WEIGHT.matcher(weight).matches());
    }
}
