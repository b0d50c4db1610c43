package dev.slipway.line.cli.deploy;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for a comment on a request. */
final class CommentOption {
    /** The comment; null for none. The ledger limits its length. */
    @Option(names = "--comment", paramLabel = "TEXT", description = "what approvers should know")
    @Nullable
    String text;
}
