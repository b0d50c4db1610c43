package dev.slipway.ledger.group;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Has workers wanted for a service that nobody has defined.
 *
 * @param service whose
 * @param environment where
 * @param contextRoot where its application lies; {@code /} if absent
 * @param probe what answers when it is well; the context root if absent
 */
@Schema(description = "Workers that are wanted for a service that nobody has defined.")
public record ProvideGroupRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "web-shop")
        String service,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @Pattern(regexp = Text.CONTEXT_ROOT, message = Text.CONTEXT_ROOT_RULE) @Schema(examples = "/shop") @Nullable
        String contextRoot,

        @Pattern(regexp = Text.PATH, message = Text.PATH_RULE) @Schema(examples = "/shop/health") @Nullable
        String probe) {}
