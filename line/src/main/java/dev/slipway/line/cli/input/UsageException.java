package dev.slipway.line.cli.input;

/** The command line cannot be understood: which part of it, and what would be right. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public UsageException(String what) {
        super(what);
    }

    /** What is wrong with a word that a verb does not take. */
    public static String unexpected(String verb, String word) {
        return verb + (word.startsWith("-") ? ": unknown option '" : ": unexpected argument '") + word + "'";
    }
}
