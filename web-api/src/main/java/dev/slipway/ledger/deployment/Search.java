package dev.slipway.ledger.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that is looked for in deployments: anywhere in the service's name, the version, the actor and the archive's name, in whatever case;
 * at the beginning of the commit and of the digest, with or without its {@code sha256:}.
 *
 * @param text the text
 * @param hits where it is found, once that is known; null if it is not, or if that is in too many to list
 */
record Search(String text, @Nullable List<UUID> hits) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,64}");
    private static final String ALGORITHM = "sha256:";

    Search(String text) {
        this(text, null);
    }

    Search among(List<UUID> found) {
        return new Search(text, List.copyOf(found));
    }

    /** What {@code ilike} looks for, with the backslash as escape. */
    String anywhere() {
        return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }

    /** What {@code like} looks for in commits; empty if none can begin so. */
    Optional<String> commit() {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(digits -> HEX.matcher(digits).matches())
                .map(digits -> digits + "%");
    }

    /** What {@code like} looks for in digests; empty if none can begin so. */
    Optional<String> digest() {
        String lower = text.toLowerCase(Locale.ROOT);
        String digits = lower.startsWith(ALGORITHM) ? lower.substring(ALGORITHM.length()) : lower;
        return Optional.of(digits).filter(hex -> HEX.matcher(hex).matches()).map(hex -> ALGORITHM + hex + "%");
    }
}
