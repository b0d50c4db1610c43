package dev.slipway.ledger.approval;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A decision to record, in the caller's name.
 *
 * @param requestId the request of the configuration change that it is about; null if it is about the release
 * @param verdict what is said
 * @param comment why; required for a rejection
 */
@CommentRequired
@Schema(
        name = "DecideApprovalRequest",
        description =
                "An approver's verdict on a release for an environment, or on a change of its configuration there.")
public record DecideRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "web-shop")
        String service,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
        @Schema(examples = "1.4.0")
        String version,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @Schema(
                description =
                        "The request of the configuration change that it is about; absent if it is about the release.",
                examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        @Nullable
        UUID requestId,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "approved")
        ApprovalVerdict verdict,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "Why; required of whoever refuses.", examples = "Tried it on staging.")
        @Nullable
        String comment) {}
