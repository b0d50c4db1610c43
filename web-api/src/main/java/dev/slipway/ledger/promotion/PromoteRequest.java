package dev.slipway.ledger.promotion;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to promote a release into the next environment.
 *
 * @param to the target environment; if absent, the one after the lowest environment that runs a release which the next
 *     one does not
 * @param version the release's version; if absent, the live one of the previous environment
 * @param comment what approvers should know
 */
@Schema(description = "A promotion of a release into the next environment.")
public record PromoteRequest(
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(
                description =
                        "The target environment. If left out: the next one after the lowest that runs a release which"
                                + " the next one does not.",
                examples = "production")
        @Nullable
        String to,

        @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
        @Schema(
                description = "The release. If left out: the one that is live in the environment before.",
                examples = "1.4.0")
        @Nullable
        String version,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "What approvers should know.", examples = "Needs the new tax rates today.")
        @Nullable
        String comment) {}
