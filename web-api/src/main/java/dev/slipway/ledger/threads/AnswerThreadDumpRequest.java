package dev.slipway.ledger.threads;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A thread dump, or why there is none.
 *
 * @param text what the threads do
 * @param failure why it could not be had
 */
@Schema(description = "A thread dump, or why there is none.")
public record AnswerThreadDumpRequest(
        @Size(min = 1, max = 900_000, message = "must be 1 to 900,000 characters")
        @Pattern(regexp = "^[^\\x00\\p{Cs}]*$", message = "must be text without NUL")
        @Schema(examples = "\"main\" #1 RUNNABLE")
        @Nullable
        String text,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "shop-production-1 does not answer")
        @Nullable
        String failure) {}
