package dev.slipway.ledger.platform.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a request's JSON body into a valid record, or reports everything that is wrong with it in one response.
 *
 * <p>It also validates: if that was left to the resource method, members of the wrong type and members that violate a constraint would be
 * reported one round after the other.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<Record> {
    private static final int LIMIT = 1 << 20;

    private static final Pattern ELEMENT = Pattern.compile("\\.<list element>$");

    @Inject
    Validator validator;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        byte[] body = stream.readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "The limit is " + LIMIT + " bytes.");
        }
        Map<String, String> violations = new TreeMap<>();
        Record request = null;
        try {
            request = Json.read(body, type, violations);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "The body's characters could not be decoded.");
        }
        if (request != null) {
            validator.validate(request).forEach(rule -> violations.putIfAbsent(member(rule), rule.getMessage()));
        }
        if (request == null || !violations.isEmpty()) {
            throw ProblemException.invalid(violations.entrySet().stream()
                    .map(entry -> new Violation(entry.getKey(), entry.getValue()))
                    .toList());
        }
        return request;
    }

    /** Names a list's element as a parse error does: {@code roles[1]}. */
    private static String member(ConstraintViolation<?> rule) {
        return ELEMENT.matcher(rule.getPropertyPath().toString()).replaceFirst("");
    }

    private static ProblemException malformed(JsonProcessingException cause) {
        JsonLocation location = cause.getLocation();
        String place = "It cannot be read";
        if (location != null) {
            place = location.getColumnNr() < 1
                    ? "It is empty"
                    : "It stops making sense at line " + location.getLineNr() + ", column " + location.getColumnNr();
        }
        List<JsonMappingException.Reference> path =
                cause instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        String member = path.stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return new ProblemException(
                ProblemType.MALFORMED_JSON, place + (member.isEmpty() ? "." : ", in the member " + member + "."));
    }
}
