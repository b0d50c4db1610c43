package dev.slipway.ledger.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A failure that is not the client's: logged in full under an opaque id, told to the client as that id alone.
 *
 * @param problem what the client is told
 */
record Incident(Problem problem) {
    private static final System.Logger LOG = System.getLogger(Incident.class.getName());
    private static final int RETRY_AFTER_SECONDS = 5;

    static Incident of(Throwable cause) {
        ProblemType type = isDatabaseDown(cause) ? ProblemType.DATABASE_UNAVAILABLE : ProblemType.INTERNAL_ERROR;
        URI instance = URI.create("urn:uuid:" + UUID.randomUUID());
        LOG.log(Level.ERROR, "Incident " + instance, cause);
        String detail = type == ProblemType.DATABASE_UNAVAILABLE
                ? "Try again in a few seconds."
                : "It was logged. Quote the instance to an operator.";
        return new Incident(type.detailed(detail).at(instance));
    }

    static Response response(Throwable cause) {
        Response response = ProblemExceptionMapper.response(of(cause).problem());
        return response.getStatus() == ProblemType.DATABASE_UNAVAILABLE.status()
                ? Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build()
                : response;
    }

    /** SQL states 08 (connection), 53 (resources), 57P (shutdown); or no connection to be had from the pool at all. */
    private static boolean isDatabaseDown(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause).anyMatch(cause -> {
            if (cause instanceof jakarta.resource.ResourceException) {
                return true;
            }
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
        });
    }
}
