package dev.slipway.line.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server answered.
 *
 * @param uri who was asked
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // made, read once and forgotten: never compared
public record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {

    /** Whether it is one of the 200s. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether somebody else answered, or nobody who could: to be asked again later. */
    public boolean isAway() {
        return status == 502 || status == 503 || status == 504;
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
