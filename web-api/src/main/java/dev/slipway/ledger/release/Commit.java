package dev.slipway.ledger.release;

import dev.slipway.ledger.platform.text.Text;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A Git commit that a release has and the previous release had not. One that several people wrote is there once for
 * each of them: by the same {@code sha}, its author first.
 *
 * @param sha its name in Git
 * @param title the first line of its message
 * @param author who wrote it, if that was recorded
 * @param authorEmail their address, if that was recorded; the four-eyes rule uses it to exclude approvers
 * @param committedAt when it was committed
 */
@Embeddable
@Schema(description = "A Git commit.")
public record Commit(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.COMMIT, message = Text.COMMIT_RULE)
        @Schema(examples = "9fceb02d0ae598e95dc970b74767f19372d61af8")
        String sha,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.TITLE, message = Text.TITLE_RULE)
        @Schema(examples = "Show the basket's sum")
        String title,

        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE) @Schema(examples = "Alice Archer") @Nullable
        String author,

        @Pattern(regexp = Text.MAIL_ADDRESS, message = Text.MAIL_ADDRESS_RULE)
        @Schema(
                description = "With four eyes, it identifies the author among the approvers.",
                examples = "alice@example.org")
        @Nullable
        String authorEmail,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T09:55:12Z")
        Instant committedAt) {
    /** The limit of entries for one release: a commit of several authors has one for each. */
    public static final int LIMIT = 500;

    /** Each commit once, in the same order; of those with the same {@code sha}, the first. */
    public static List<Commit> distinctBySha(List<Commit> commits) {
        Map<String, Commit> bySha = new LinkedHashMap<>();
        commits.forEach(commit -> bySha.putIfAbsent(commit.sha(), commit));
        return List.copyOf(bySha.values());
    }
}
