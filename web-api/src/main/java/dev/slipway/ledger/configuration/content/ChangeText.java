package dev.slipway.ledger.configuration.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes a variable's change for people: {@code FEATURE_X: off → on}, {@code API_KEY: replaced}. */
final class ChangeText {
    private static final int LONGEST = 80;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final String NONE = "none";
    private static final String SECRET = "a secret";

    private ChangeText() {}

    static String of(String name, @Nullable Entry before, @Nullable Entry after) {
        if (after == null) {
            return name + ": removed";
        }
        if (before != null && before.isSecret() && after.isSecret()) {
            return name + ": replaced";
        }
        return name + ": " + shown(before) + " → " + shown(after);
    }

    private static String shown(@Nullable Entry entry) {
        if (entry == null) {
            return NONE;
        }
        return entry.value() == null ? SECRET : shown(entry.value());
    }

    /** A value as one line. */
    private static String shown(String value) {
        String line = UNSEEN.matcher(value).replaceAll(" ");
        if (line.isBlank()) {
            return "“" + line + "”";
        }
        int points = line.codePointCount(0, line.length());
        return points <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
