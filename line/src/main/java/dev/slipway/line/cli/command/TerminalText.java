package dev.slipway.line.cli.command;

import java.util.regex.Pattern;

/** What other people wrote, as a terminal may show it. */
public final class TerminalText {
    /** What would move the cursor, have the terminal answer, or turn the direction; lines, tabs and joined emoji stay. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\r\n\t\\x{200D}]]|\r(?!\n)");

    private TerminalText() {}

    /** With a replacement character in place of each control character. */
    public static String of(String text) {
        return UNSEEN.matcher(text).replaceAll("\uFFFD");
    }
}
