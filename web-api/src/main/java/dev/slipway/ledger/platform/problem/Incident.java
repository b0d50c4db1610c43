package dev.slipway.ledger.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A failure that is not the client's: logged in full under an opaque id, of which the client gets only the id.
 *
 * @param problem what the client is told
 */
record Incident(Problem problem) {
    private static final System.Logger LOG = System.getLogger(Incident.class.getName());
    static final int RETRY_AFTER_SECONDS = 5;

    static Incident of(Throwable cause) {
        return of(cause, InFlightRequests.REQUESTS.isStopping());
    }

    /** A request that fails during undeployment has lost its beans or its database, and works on another worker or later. */
    static Incident of(Throwable cause, boolean isStopping) {
        ProblemType type = isStopping ? ProblemType.LEDGER_STOPPING : type(cause);
        URI instance = URI.create("urn:uuid:" + UUID.randomUUID());
        LOG.log(isStopping ? Level.WARNING : Level.ERROR, "Incident " + instance, cause);
        String detail = switch (type) {
            case INTERNAL_ERROR -> "It was logged. Quote the instance to an operator.";
            case DISK_FULL -> "An operator has to make room where the line keeps its state. Then try again.";
            default -> "Try again in a few seconds.";
        };
        return new Incident(type.detailed(detail).at(instance));
    }

    private static ProblemType type(Throwable cause) {
        if (isDiskFull(cause)) {
            return ProblemType.DISK_FULL;
        }
        return isDatabaseDown(cause) ? ProblemType.DATABASE_UNAVAILABLE : ProblemType.INTERNAL_ERROR;
    }

    static Response response(Throwable cause) {
        Response response = ProblemExceptionMapper.response(of(cause).problem());
        return response.getStatus() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
                ? Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build()
                : response;
    }

    /** PostgreSQL's disk_full; or the system's message on writing a file, in the locale C. */
    private static boolean isDiskFull(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause).anyMatch(cause -> {
            if (cause instanceof IOException) {
                return String.valueOf(cause.getMessage()).endsWith("No space left on device");
            }
            return cause instanceof SQLException sql && "53100".equals(sql.getSQLState());
        });
    }

    /** SQL states 08 (connection), 53 (resources), 57P (shutdown); or no connection available from the pool. */
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
