package dev.slipway.line.certificate;

import dev.slipway.line.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The watcher's findings about one name's certificate.
 *
 * @param state waiting, fine, stale, ending or failed
 * @param until when the served certificate expires; null if none was served
 * @param newest the newest certificate's serial number; empty if there is none
 * @param served the served certificate's fingerprint; empty if none was served
 * @param renewal when it is due for renewal; empty if unknown
 * @param error the last error; empty if there was none
 */
record CertificateStatus(
        String state,
        String name,
        @Nullable Instant until,
        String newest,
        String served,
        String renewal,
        String error) {
    private static final Set<String> BAD = Set.of("stale", "ending", "failed");

    static CertificateStatus of(Json json) {
        return new CertificateStatus(
                json.text("state"),
                json.text("name"),
                json.time("notAfter").orElse(null),
                json.find("newestSerial").orElse(""),
                json.find("servedFingerprint").orElse(""),
                json.find("nextRenewal").orElse(""),
                json.find("lastError").orElse(""));
    }

    /** Whether it needs attention. */
    boolean isBad() {
        return BAD.contains(state);
    }

    /**
     * Updates the status from the certificate served now. A newer one may have gone live since the last check; an older
     * one is an error.
     */
    CertificateStatus now(Optional<Served> now) {
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

    private CertificateStatus with(String state, String newest, String error) {
        return new CertificateStatus(state, name, until, newest, served, renewal, error);
    }
}
