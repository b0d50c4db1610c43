package dev.slipway.ledger.platform.problem;

import static java.util.Objects.requireNonNullElse;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Reports errors of Jakarta REST in the ledger's own form: no such path, method, media type or right. */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
    private static final List<String> KEPT =
            List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT, HttpHeaders.WWW_AUTHENTICATE);

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response refused = exception.getResponse();
        if (refused.getStatus() < 400) {
            return refused;
        }
        if (refused.getStatus() >= 500) {
            return Incident.response(exception);
        }
        ProblemType type = ProblemType.ofStatus(refused.getStatus());
        Response.ResponseBuilder response =
                Response.fromResponse(ProblemExceptionMapper.response(type.detailed(detail(type))));
        for (String header : KEPT) {
            List<Object> values = requireNonNullElse(refused.getHeaders().get(header), List.of());
            values.forEach(value -> response.header(header, value));
        }
        return response.build();
    }

    static String detail(ProblemType type) {
        return switch (type) {
            case UNAUTHENTICATED -> "Send a bearer token, or sign in.";
            case FORBIDDEN -> "Your account lacks the role that this needs.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "The header Allow lists the methods that work here.";
            case NOT_ACCEPTABLE -> "The header Accept excludes every media type that this address offers.";
            case CONTENT_TOO_LARGE -> "The body is larger than the ledger accepts.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "This address expects another media type: application/yaml for a definition, else application/json.";
            case INTERNAL_ERROR -> "The ledger's operator finds more in its log.";
            default -> "The request could not be understood.";
        };
    }
}
