package dev.slipway.ledger.platform.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** The last resort: a violated database constraint is a conflict, a cancelled query is too broad, anything else an incident. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {

    /** PostgreSQL's query_canceled: what happens to a statement that outruns its statement_timeout. */
    private static final String CANCELED = "57014";

    @Override
    public Response toResponse(Throwable exception) {
        if (isCanceled(exception)) {
            return ProblemExceptionMapper.response(ProblemType.QUERY_TOO_BROAD.detailed(
                    "Narrow it: by service and environment, by time, or by a longer text to search for."));
        }
        return conflict(exception)
                .map(type -> ProblemExceptionMapper.response(type.lost()))
                .orElseGet(() -> Incident.response(exception));
    }

    /** Whether PostgreSQL cancelled a statement. */
    public static boolean isCanceled(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState()));
    }

    private static Optional<ProblemType> conflict(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .filter(ConstraintViolationException.class::isInstance)
                .map(cause -> ((ConstraintViolationException) cause).getConstraintName())
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(ProblemType::ofConstraint);
    }
}
