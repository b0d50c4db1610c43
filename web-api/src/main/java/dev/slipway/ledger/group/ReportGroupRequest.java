package dev.slipway.ledger.group;

import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a server group is made.
 *
 * @param version the version of the definition that this is about
 * @param state how far
 * @param detail the step that is under way, or why it failed, for people to read
 * @param workers those that there are; as reported before if left out
 */
@Schema(description = "How far a server group is made.")
public record ReportGroupRequest(
        @NotNull(message = Text.REQUIRED)
        @Min(value = 1, message = "must be a whole number from 1")
        @Schema(examples = "3")
        Integer version,

        @NotNull(message = Text.REQUIRED)
        @OneOf(
                value = GroupState.class,
                only = {"making", "ready", "failed", "removed"})
        @Schema(
                enumeration = {"making", "ready", "failed", "removed"},
                examples = "ready")
        String state,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "Starts shop-production-1")
        @Nullable
        String detail,

        @Size(max = 8, message = "must be 8 workers at most") @Valid @Nullable
        List<@NotNull(message = Text.REQUIRED) GroupWorker> workers) {}
