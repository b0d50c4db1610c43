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
        Response response = response(exception.problem());
        Duration retryAfter = exception.retryAfter();
        return retryAfter == null
                ? response
                : Response.fromResponse(response)
                        // In whole seconds; one that has begun counts, and none is to hammer.
                        .header(HttpHeaders.RETRY_AFTER, Math.max(0, retryAfter.toSeconds()) + 1)
                        .build();
    }

    static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
