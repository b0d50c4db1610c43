package dev.slipway.line.setting;

import java.util.regex.Pattern;

/**
 * What the table says of one setting.
 *
 * @param name the environment variable
 * @param byDefault its value where nobody gives one; empty where it has none, or where that follows from other settings
 * @param derivation how its default follows from other settings, in AsciiDoc; empty where it does not
 * @param rule what all of its value must match
 * @param wrong the rest of the sentence that begins with its name and a value that does not
 * @param fix what to do then; may be empty
 * @param help what it is for, in AsciiDoc
 * @param scope on which lines it can be given
 */
record Setting(
        String name,
        String byDefault,
        String derivation,
        Pattern rule,
        String wrong,
        String fix,
        String help,
        Scope scope) {
    enum Scope {
        EVERYWHERE,
        NATIVE,
        CONTAINERS
    }

    /** Fails where a value breaks the rule, and says as {@code ./slipway up} does what will do. */
    String checked(String value) {
        if (!rule.matcher(value).matches()) {
            throw new IllegalArgumentException((name + " '" + value + "' " + wrong + " " + fix).strip());
        }
        return value;
    }
}
