package dev.slipway.ledger.certificate;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of a public name, as clients see it.
 *
 * @param name the host name
 * @param source who makes its certificates
 * @param since since when it has that state; if unwatched, since the watcher's last run
 * @param issuer the issuer of the served certificate; null if none is served
 * @param notBefore when it becomes valid
 * @param notAfter when it expires
 * @param servedSerial the serial number of the served certificate
 * @param newestSerial the serial number of the newest certificate
 * @param nextRenewalAt when it will be renewed; null if it is not renewed automatically
 * @param lastError the last error; null if none
 * @param lookedAt when the watcher last ran
 */
@Schema(
        name = "Certificate",
        description = "The certificate that httpd serves for a public name, as a TLS connection to it has proven.")
public record CertificateResponse(
        @Schema(examples = "mywebapp.example.org") String name,

        @Schema(
                examples = "acme",
                enumeration = {"local", "acme", "own"})
        String source,

        @Schema(examples = "fine") CertificateState state,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant since,

        @Schema(examples = "Let's Encrypt") @Nullable String issuer,

        @Schema(examples = "2026-11-23T10:12:00Z") @Nullable Instant notBefore,
        @Schema(examples = "2027-02-21T10:11:59Z") @Nullable Instant notAfter,

        @Schema(examples = "04A1F06F2A7C3E9D3E6A1F0C2B4D5E6F7081", description = "Hexadecimal.") @Nullable
        String servedSerial,

        @Schema(examples = "04A1F06F2A7C3E9D3E6A1F0C2B4D5E6F7081", description = "Hexadecimal.") @Nullable
        String newestSerial,

        @Schema(examples = "2027-01-22T10:12:00Z") @Nullable Instant nextRenewalAt,

        @Schema(examples = "urn:ietf:params:acme:error:connection: no answer on port 80") @Nullable
        String lastError,

        @Schema(examples = "2026-11-25T10:15:30Z") Instant lookedAt) {

    /** An old report proves nothing, so it makes the state unwatched. */
    static CertificateResponse of(Certificate certificate, Instant now) {
        WatchedCertificate found = certificate.finding();
        Instant lookedAt = certificate.lookedAt();
        boolean isWatched = CertificateState.isWatched(lookedAt, now);
        return new CertificateResponse(
                found.name(),
                found.source(),
                isWatched ? found.state() : CertificateState.UNWATCHED,
                isWatched ? found.since() : lookedAt,
                found.issuer(),
                found.notBefore(),
                found.notAfter(),
                found.servedSerial(),
                found.newestSerial(),
                found.nextRenewal(),
                found.lastError(),
                lookedAt);
    }
}
