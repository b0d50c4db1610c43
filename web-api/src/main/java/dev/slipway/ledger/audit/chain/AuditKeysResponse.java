package dev.slipway.ledger.audit.chain;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The keys that the line signs with.
 *
 * @param items the keys
 */
@Schema(name = "AuditKeys")
public record AuditKeysResponse(List<Key> items) {

    public AuditKeysResponse {
        items = List.copyOf(items);
    }

    /**
     * A public key.
     *
     * @param fingerprint SHA-256 of the key in DER, in hexadecimal: the {@code keyid} of what it signed
     * @param publicKey Ed25519, as SubjectPublicKeyInfo in DER, in base64
     * @param introducedAt since when the line signs by it
     */
    @Schema(name = "AuditKey")
    public record Key(
            @Schema(examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
            String fingerprint,

            @Schema(examples = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")
            String publicKey,

            @Schema(examples = "2026-11-23T10:13:00Z") Instant introducedAt) {}
}
