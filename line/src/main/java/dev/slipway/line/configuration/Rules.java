package dev.slipway.line.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which names and values there may be. Each rule says what is wrong as the rest of a sentence, and never shows a value. */
public final class Rules {
    /** How many entries a configuration has at most. */
    public static final int MOST_ENTRIES = 100;

    /** How long a value is at most, in characters. */
    public static final int LONGEST_VALUE = 4_096;

    /** How much all names and values are together at most, in bytes of UTF-8. */
    public static final int LARGEST = 32 * 1_024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /** What the line, Java, the C library and the dynamic linker read themselves. */
    private static final Pattern OF_THE_SYSTEM =
            Pattern.compile("(SLIPWAY|JAVA|JDK|JBOSS|LD|LC|MALLOC|GLIBC)_.*|BASH.*|_JAVA_OPTIONS"
                    + "|PATH|HOME|USER|SHELL|IFS|ENV|LANG|TZ|PS4");

    /** What a shell keeps for itself: it would not be passed on as it was given. */
    private static final Pattern OF_THE_SHELL = Pattern.compile(
            "_|E?UID|PPID|GROUPS|SHELLOPTS|POSIXLY_CORRECT|S?RANDOM|SECONDS|LINENO|EPOCH(SECONDS|REALTIME)"
                    + "|FUNCNAME|DIRSTACK|PIPESTATUS|HISTCMD|OPTIND|OPTERR|COMP_WORDBREAKS");

    private Rules() {}

    /** What is wrong with a name; empty where nothing is. */
    public static Optional<String> wrongName(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("is no name: 1 to 128 of letters, digits and _, not beginning with a digit");
        }
        if (OF_THE_SYSTEM.matcher(name).matches() || OF_THE_SHELL.matcher(name).matches()) {
            return Optional.of("is a name of the system's own");
        }
        return Optional.empty();
    }

    /** What is wrong with a value; empty where nothing is. */
    public static Optional<String> wrongValue(String value) {
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("has more than " + LONGEST_VALUE + " characters");
        }
        return value.indexOf('\0') < 0 ? Optional.empty() : Optional.of("has a NUL in it");
    }
}
