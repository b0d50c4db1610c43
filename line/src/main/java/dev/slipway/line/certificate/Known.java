package dev.slipway.line.certificate;

import dev.slipway.line.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one name's certificate.
 *
 * @param state waiting, fine, stale, ending or failed
 * @param until the end of the certificate that was served; null where none was
 * @param newest the serial of the newest one; empty where there is none
 * @param served the fingerprint of the one that was served; empty where none was
 * @param renewal when it is renewed; empty where nobody knows
 * @param error what went wrong last; empty where nothing did
 */
record Known(
        String state,
        String name,
        @Nullable Instant until,
        String newest,
        String served,
        String renewal,
        String error) {
    private static final Set<String> BAD = Set.of("stale", "ending", "failed");

    static Known of(Json json) {
        return new Known(
                json.text("state"),
                json.text("name"),
                json.time("notAfter").orElse(null),
                json.find("newestSerial").orElse(""),
                json.find("servedFingerprint").orElse(""),
                json.find("nextRenewal").orElse(""),
                json.find("lastError").orElse(""));
    }

    /** Whether somebody has to look after it. */
    boolean isBad() {
        return BAD.contains(state);
    }

    /** The same by what is served now: since the watcher looked, a newer one may have been taken live; an older one is wrong. */
    Known now(Optional<Served> now) {
        if (now.isEmpty()) {
            return with("failed", newest, error.isEmpty() ? "no TLS connection to it" : error);
        }
        Served seen = now.get();
        if (served.isEmpty() || served.equals(seen.fingerprint())) {
            return this;
        }
        return until != null && seen.until().isBefore(until)
                ? with("stale", newest, error)
                : with(state, seen.serial(), error);
    }

    private Known with(String state, String newest, String error) {
        return new Known(state, name, until, newest, served, renewal, error);
    }
}
