package dev.slipway.ledger.figure;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file that a worker was started with and that was not as the line's owner had written it.
 *
 * @param file which
 * @param digest of what it was
 */
@Schema(
        description =
                "A file that a worker was started with, and that differed from what the line's owner had written.")
public record AlteredFile(
        @NotNull(message = Text.REQUIRED)
        @Pattern(
                regexp = "^(configuration|environment|worker)$",
                message = "must be one of configuration, environment, worker")
        @Schema(
                enumeration = {"configuration", "environment", "worker"},
                examples = "configuration")
        String file,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = DIGEST, message = DIGEST_RULE)
        @Schema(examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String digest) {
    static final String DIGEST = "^[0-9a-f]{64}$";
    static final String DIGEST_RULE = "must be 64 of 0-9 and a-f";

    /** As it is kept. */
    String text() {
        return file + "=" + digest;
    }
}
