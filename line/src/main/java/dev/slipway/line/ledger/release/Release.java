package dev.slipway.line.ledger.release;

import dev.slipway.line.http.Json;
import java.util.Optional;

/**
 * A release on record.
 *
 * @param id its id
 * @param service the service
 * @param version its version
 * @param artifactDigest its archive
 * @param commit the commit that it was built from
 * @param json the full answer
 */
public record Release(
        String id, String service, String version, String artifactDigest, Optional<String> commit, Json json) {
    static Release of(Json json) {
        return new Release(
                json.text("id"),
                json.text("service"),
                json.text("version"),
                json.text("artifactDigest"),
                json.find("commit"),
                json);
    }
}
