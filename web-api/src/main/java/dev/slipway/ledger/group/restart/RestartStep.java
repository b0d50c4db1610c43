package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One step of a restart.
 *
 * @param kind whether it begins, is done, or failed
 * @param worker the worker; null if it concerns none
 * @param text what is done, for people to read
 */
@Schema(description = "One step of a restart.")
public record RestartStep(
        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T10:15:30Z")
        Instant at,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^(started|done|warning|failed)$", message = "must be one of started, done, warning, failed")
        @Schema(
                enumeration = {"started", "done", "warning", "failed"},
                examples = "done")
        String kind,

        @Pattern(regexp = "^[a-z][a-z0-9-]{0,65}$", message = "must be the name of a worker")
        @Schema(examples = "shop-production-1")
        @Nullable
        String worker,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "Drained")
        String text) {}
