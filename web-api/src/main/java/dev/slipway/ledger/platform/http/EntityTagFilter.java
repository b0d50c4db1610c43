package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.json.Fingerprint;
import dev.slipway.ledger.platform.json.Json;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds an entity tag to every JSON response to a GET, and answers 304 if the client has that response already.
 *
 * <p>The tag is a digest of the bytes, and a weak one: compressed on the way, the answer keeps its tag and not its
 * bytes. A resource whose changes can depend on a version sets its own strong tag. The database is still queried; only
 * the transfer is saved.
 *
 * <p>Also writes the JSON of every other response, unchanged: for each object that RESTEasy writes itself, it hashes
 * all annotations of the resource's method.
 */
@Provider
@Priority(Priorities.ENTITY_CODER) // after the links: they see the entity, this turns it into bytes
public class EntityTagFilter implements ContainerResponseFilter {
    private static final Set<String> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (!METHODS.contains(request.getMethod())) {
            if (response.getEntity() != null && isJson(response)) {
                setBody(response, body(response));
            }
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (response.getStatus() != Response.Status.OK.getStatusCode() || !isJson(response)) {
            return;
        }
        byte[] body = body(response);
        EntityTag tag = response.getEntityTag();
        if (tag == null) {
            tag = new EntityTag(Fingerprint.of(body), true);
        }
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        if (isKnown(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag.getValue())) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        } else {
            setBody(response, body);
        }
    }

    private static boolean isJson(ContainerResponseContext response) {
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType());
    }

    private static byte[] body(ContainerResponseContext response) throws IOException {
        return Json.mapper().writeValueAsBytes(response.getEntity());
    }

    private static void setBody(ContainerResponseContext response, byte[] body) {
        response.setEntity(body, response.getEntityAnnotations(), response.getMediaType());
    }

    /**
     * Whether a client has it already.
     *
     * @param header its If-None-Match, whose tags are compared weakly (RFC 9110, section 13.1.2)
     * @param value the tag's value, without quotes
     */
    public static boolean isKnown(@Nullable String header, String value) {
        if (header == null) {
            return false;
        }
        String tag = '"' + value + '"';
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals(tag) || known.equals("W/" + tag) || known.equals("*"));
    }
}
