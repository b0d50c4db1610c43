package dev.slipway.ledger.certificate;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event of a certificate, as clients see it.
 *
 * @param name the host name
 * @param type what happened
 * @param source who made the certificate
 * @param issuer the issuer of the certificate served then; null if none was
 * @param serial its serial number
 * @param notAfter when it expires
 * @param detail what went wrong; null if nothing did, or unknown
 * @param occurredAt when it was seen
 */
@Schema(name = "CertificateEvent", description = """
                An event of a certificate. *issued* and *renewed*: it is served, as a TLS connection has proven; \
                *failed*, *stale* and *ending*: it needs attention; *recovered*: the problem is over.""")
public record CertificateEventResponse(
        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID id,

        @Schema(examples = "mywebapp.example.org") String name,

        @Schema(
                examples = "renewed",
                enumeration = {"issued", "renewed", "failed", "stale", "ending", "recovered"})
        String type,

        @Schema(
                examples = "acme",
                enumeration = {"local", "acme", "own"})
        String source,

        @Schema(examples = "Let's Encrypt") @Nullable String issuer,

        @Schema(examples = "04A1F06F2A7C3E9D3E6A1F0C2B4D5E6F7081", description = "Hexadecimal.") @Nullable
        String serial,

        @Schema(examples = "2027-02-21T10:11:59Z") @Nullable Instant notAfter,

        @Schema(examples = "urn:ietf:params:acme:error:connection: no answer on port 80") @Nullable
        String detail,

        @Schema(examples = "2026-11-23T10:15:30Z") Instant occurredAt) {

    static CertificateEventResponse of(CertificateEvent event) {
        return new CertificateEventResponse(
                event.id(),
                event.name(),
                event.type(),
                event.source(),
                event.issuer().orElse(null),
                event.serial().orElse(null),
                event.notAfter().orElse(null),
                event.detail().orElse(null),
                event.occurredAt());
    }
}
