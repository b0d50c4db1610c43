package dev.slipway.line.identity;

import dev.slipway.line.http.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * The token endpoint of a ledger's realm, as it was discovered.
 *
 * @param server the ledger
 * @param uri the endpoint
 * @param discoveredAt when that was
 */
record TokenEndpoint(URI server, URI uri, Instant discoveredAt) {
    private static final Duration KEPT = Duration.ofDays(1);

    static TokenEndpoint of(Json json) {
        return new TokenEndpoint(
                URI.create(json.text("server")),
                URI.create(json.text("token")),
                json.time("discoveredAt").orElse(Instant.EPOCH));
    }

    Json json() {
        return Json.object().with("server", server).with("token", uri).with("discoveredAt", discoveredAt);
    }

    /** Whether it is this ledger's, a credential may be sent there, and it was discovered within a day. */
    boolean isGood(URI requested, Instant now) {
        return server.equals(requested)
                && uri.getHost() != null
                && ServerAddress.isSafe(uri)
                && !discoveredAt.isAfter(now)
                && now.isBefore(discoveredAt.plus(KEPT));
    }
}
