package dev.slipway.ledger.agent;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for work, in the caller's name.
 *
 * @param environment the environment that the agent serves
 * @param resume the work in progress whose lock the agent takes back; null for the next work, whatever it is
 */
@Schema(description = "An agent's poll for work.")
public record ClaimRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @Schema(
                description =
                        "The task that the caller has begun, to take the lock for it again: no other task is claimed."
                                + " Absent for the next task.",
                examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        @Nullable
        UUID resume) {}
