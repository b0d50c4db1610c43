package dev.slipway.ledger.configuration.key;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The public half of the line's key, as a JSON Web Key (RFC 7517).
 *
 * @param kty the key type
 * @param kid the key ID
 * @param crv the curve
 * @param x the x coordinate (RFC 7518)
 * @param y the y coordinate
 * @param use the intended use, if given
 * @param alg the algorithm, if given
 */
@Schema(
        name = "ConfigurationKey",
        description = "The public half of the key that secrets are sealed for, as a JSON Web Key (RFC 7517).")
public record ConfigurationKey(
        @NotNull(message = Text.REQUIRED) @Pattern(regexp = "^EC$", message = "must be EC") @Schema(examples = "EC")
        String kty,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^[A-Za-z0-9._-]{1,128}$", message = "must be 1 to 128 of letters, digits and ._-")
        @Schema(examples = "Xb0m1Yl9pYH4wUQnZ0N9bq3x6mJkq3cS1oQ7d3v0gLk")
        String kid,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^P-256$", message = "must be P-256")
        @Schema(examples = "P-256")
        String crv,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = COORDINATE, message = COORDINATE_RULE)
        @Schema(examples = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
        String x,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = COORDINATE, message = COORDINATE_RULE)
        @Schema(examples = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
        String y,

        @Pattern(regexp = "^enc$", message = "must be enc, if it is there") @Schema(examples = "enc") @Nullable
        String use,

        @Pattern(regexp = "^ECDH-ES\\+A256KW$", message = "must be ECDH-ES+A256KW, if it is there")
        @Schema(examples = "ECDH-ES+A256KW")
        @Nullable
        String alg) {
    private static final String COORDINATE = "^[A-Za-z0-9_-]{43}$";
    private static final String COORDINATE_RULE = "must be 32 bytes in Base64url";
}
