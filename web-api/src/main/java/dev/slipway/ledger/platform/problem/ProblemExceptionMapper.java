package dev.slipway.ledger.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Answers with the problem that a feature found. */
@Provider
public class ProblemExceptionMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException exception) {
        Response.ResponseBuilder response = Response.fromResponse(response(exception.problem()));
        Duration retryAfter = exception.retryAfter();
        if (retryAfter != null) {
            // In whole seconds; one that has begun counts, and none is to hammer.
            response.header(HttpHeaders.RETRY_AFTER, Math.max(0, retryAfter.toSeconds()) + 1);
        }
        if (exception.problem().status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            // A 401 must have it (RFC 9110, section 15.5.2).
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"slipway\"");
        }
        return response.build();
    }

    static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
