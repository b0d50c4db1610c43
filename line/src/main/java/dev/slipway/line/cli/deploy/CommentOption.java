package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.input.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for a comment on a request. */
final class CommentOption {
    /** As the ledger limits it. */
    private static final int LONGEST = 2000;

    @Option(names = "--comment", paramLabel = "TEXT", description = "what approvers should know")
    @Nullable
    String text;

    /**
     * The comment, without blanks around it; null for none.
     *
     * @throws UsageException if it has more than 2000 characters
     */
    @Nullable
    String text() {
        String comment = text == null ? "" : text.strip();
        int length = comment.codePointCount(0, comment.length());
        if (length > LONGEST) {
            throw new UsageException("--comment has " + length + " characters, more than " + LONGEST);
        }
        return comment.isEmpty() ? null : comment;
    }
}
