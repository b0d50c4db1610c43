package dev.slipway.line.cli.command;

import java.util.regex.Pattern;

/** Makes other users' text safe to print on a terminal. */
public final class TerminalText {
    /**
     * Characters that move the cursor, trigger an answer of the terminal, or change the text direction; newlines, tabs
     * and joined emoji are allowed.
     */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\r\n\t\\x{200D}]]|\r(?!\n)");

    private TerminalText() {}

    /** With a replacement character in place of each control character. */
    public static String of(String text) {
        return UNSEEN.matcher(text).replaceAll("\uFFFD");
    }
}
