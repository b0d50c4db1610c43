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
 * Reports the state of a server group.
 *
 * @param version the version of the definition that it refers to
 * @param detail the present step, or why it failed, for people
 * @param workers the present workers; unchanged if absent
 */
@Schema(description = "The provisioning status of a server group.")
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
