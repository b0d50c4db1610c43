package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.platform.text.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search text: matched anywhere in the service's name, the version, the actor and the archive's name, ignoring case;
 * and as a prefix of the commit and of the digest, with or without {@code sha256:}.
 *
 * @param hits the matching deployments; null if not resolved yet, or too many to list
 */
record Search(String text, @Nullable List<UUID> hits) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,64}");

    Search(String text) {
        this(text, null);
    }

    Search among(List<UUID> found) {
        return new Search(text, List.copyOf(found));
    }

    /** The {@code ilike} pattern, with backslash as escape. */
    String anywhere() {
        return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }

    /** The {@code like} pattern for commits; empty if no commit can begin so. */
    Optional<String> commit() {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(digits -> HEX.matcher(digits).matches())
                .map(digits -> digits + "%");
    }

    /** The {@code like} pattern for digests; empty if no digest can begin so. */
    Optional<String> digest() {
        String lower = text.toLowerCase(Locale.ROOT);
        String digits = Sha256.hexOf(lower);
        return Optional.of(digits).filter(hex -> HEX.matcher(hex).matches()).map(hex -> Sha256.PREFIX + hex + "%");
    }
}
