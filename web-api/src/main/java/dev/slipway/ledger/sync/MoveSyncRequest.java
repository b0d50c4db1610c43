package dev.slipway.ledger.sync;

import dev.slipway.ledger.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Moves a sync on.
 *
 * @param state {@code running} claims it; {@code done} or {@code failed} ends it
 * @param detail what was done, or went wrong, for people to read
 */
@Schema(description = "How far a sync is by now.")
public record MoveSyncRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = SyncState.NEXT, message = SyncState.NEXT_RULE)
        @Schema(
                enumeration = {"running", "done", "failed"},
                examples = "running")
        String state,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "worker-2 runs web-shop.war 1.4.0 again.")
        @Nullable
        String detail) {}
