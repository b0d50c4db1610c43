package dev.slipway.ledger.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** The last resort: a race that the database decided is a conflict, anything else an incident. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable exception) {
        return conflict(exception)
                .map(type -> ProblemExceptionMapper.response(type.lost()))
                .orElseGet(() -> Incident.response(exception));
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
