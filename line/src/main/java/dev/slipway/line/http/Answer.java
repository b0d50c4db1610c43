package dev.slipway.line.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * A server's response.
 *
 * @param uri the URI of the request
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // made, read once and forgotten: never compared
public record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether a proxy answered, or the server could not: the request may be retried later. */
    public boolean isAway() {
        return status == 502 || status == 503 || status == 504;
    }

    /** Whether the server is overloaded, or failed: the same request may succeed later. */
    public boolean isTemporary() {
        return status == 429 || status >= 500;
    }

    /** The body, which must be a JSON object. */
    public Json json() {
        try {
            return Json.read(body);
        } catch (IOException e) {
            throw new CallException(
                    uri.getHost() + " answers (status " + status + ") what is not JSON, at " + uri.getPath() + ".",
                    "Is it the address of a ledger?",
                    e);
        }
    }
}
