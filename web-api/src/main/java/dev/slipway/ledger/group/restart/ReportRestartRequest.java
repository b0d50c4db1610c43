package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a restart is, or how it ended.
 *
 * @param state which of these
 * @param detail what is under way, or what went wrong, for people to read
 * @param steps all steps up to now
 */
@Schema(description = "The progress of a restart.")
public record ReportRestartRequest(
        @NotNull(message = Text.REQUIRED)
        @OneOf(
                value = RestartState.class,
                only = {"running", "done", "failed"})
        @Schema(
                enumeration = {"running", "done", "failed"},
                examples = "done")
        String state,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "Restarting shop-production-1")
        @Nullable
        String detail,

        @NotNull(message = Text.REQUIRED) @Size(max = 500, message = "must be 500 steps at most") @Valid
        List<@NotNull(message = Text.REQUIRED) RestartStep> steps) {}
