package dev.slipway.line.setting;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting in the table.
 *
 * @param name the environment variable
 * @param byDefault its default; empty if it has none, or a derived one
 * @param derivation how its default is derived from other settings, in AsciiDoc; empty if it is not
 * @param rule the pattern that the whole value must match
 * @param never the pattern that no part of the value may match; null if it has none
 * @param wrong the error message after its name and an invalid value
 * @param fix what to do about it; may be empty
 * @param help its description, in AsciiDoc
 * @param scope the kinds of lines on which it can be set
 */
record Setting(
        String name,
        String byDefault,
        String derivation,
        Pattern rule,
        @Nullable Pattern never,
        String wrong,
        String fix,
        String help,
        Scope scope) {
    enum Scope {
        EVERYWHERE,
        NATIVE,
        CONTAINERS
    }

    /** Fails if a value violates one of the patterns, with the message that {@code ./slipway up} shows. */
    String checked(String value) {
        if (!rule.matcher(value).matches()
                || never != null && never.matcher(value).find()) {
            throw new IllegalArgumentException((name + " '" + value + "' " + wrong + " " + fix).strip());
        }
        return value;
    }
}
