package dev.slipway.ledger.sync;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to synchronize an environment's workers, in the caller's name.
 *
 * @param environment the workers' environment
 * @param service only this service; every one if absent
 * @param isBack whether the changed worker is reset to the last release, instead of the change being copied to the
 *     others; false if absent
 */
@Schema(name = "RequestSyncRequest", description = "An environment whose workers are to be synced.")
public record AskSyncRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(description = "Only this service.", examples = "web-shop")
        @Nullable
        String service,

        @Schema(
                description =
                        "Whether the last deployed release is restored on the changed worker, instead of copying the change to"
                                + " the others.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean isBack) {}
