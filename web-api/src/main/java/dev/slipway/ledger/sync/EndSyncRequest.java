package dev.slipway.ledger.sync;

import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reports the outcome of a sync.
 *
 * @param state how
 * @param detail what was done, or went wrong, for people to read
 */
@Schema(description = "How a sync ended.")
public record EndSyncRequest(
        @NotNull(message = Text.REQUIRED)
        @OneOf(
                value = SyncState.class,
                only = {"done", "failed"})
        @Schema(
                enumeration = {"done", "failed"},
                examples = "done")
        String state,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "worker-2 runs web-shop.war 1.4.0 again.")
        @Nullable
        String detail) {}
