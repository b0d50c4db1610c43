package dev.slipway.ledger.policy;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key whose attestations an environment trusts.
 *
 * @param name its display name
 * @param publicKey SubjectPublicKeyInfo in base64, with or without the armour of PEM
 */
@Schema(
        description = "A public key for the signatures of attestations: Ed25519, or ECDSA on P-256, as cosign uses"
                + " them.")
public record AttestationKey(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "build of the web shop")
        String name,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")
        String publicKey) {}
