package dev.slipway.line.cli.input;

/** A usage error: which argument is wrong, and what would be right. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the message. */
    public UsageException(String what) {
        super(what);
    }

    /** The message for an unexpected argument. */
    public static String unexpected(String verb, String word) {
        return verb + (word.startsWith("-") ? ": unknown option '" : ": unexpected argument '") + word + "'";
    }
}
