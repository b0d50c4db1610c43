package dev.slipway.ledger.lock;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for an environment's lock, in the caller's name.
 *
 * @param environment the environment to lock against other deployments
 * @param reason the purpose, which others can read
 * @param seconds for how long, if it is not extended; a minute if absent
 */
@Schema(description = "A lock, so that nobody else deploys to the environment for a while.")
public record AcquireLockRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "Deploys web-shop 1.4.0")
        String reason,

        @Min(value = LEAST, message = SECONDS_RULE)
        @Max(value = MOST, message = SECONDS_RULE)
        @Schema(description = "How long it is held unless it is extended.", defaultValue = "60", examples = "60")
        @Nullable
        Integer seconds) {
    static final int LEAST = 5;
    static final int MOST = 600;
    static final String SECONDS_RULE = "must be a whole number from 5 to 600";
    static final int DEFAULT_SECONDS = 60;
}
