package dev.slipway.ledger.configuration.content;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The difference of one variable between two configurations.
 *
 * @param change whether it was added, changed or removed
 * @param before its value in the one; null if it was a secret, or was not there
 * @param after its value in the other; null if it is a secret, or is not there
 * @param isSecret whether it is a secret in either; then its values are not shown
 */
@Schema(
        name = "ConfigurationDifference",
        description = "The difference in one variable between two configurations; for a secret, only that it differs.")
public record EntryDifference(
        @Schema(examples = "FEATURE_X") String name,
        @Schema(examples = "changed") Change change,
        @Schema(examples = "off") @Nullable String before,
        @Schema(examples = "on") @Nullable String after,
        @Schema(examples = "false") boolean isSecret) {

    @Schema(name = "ConfigurationChange")
    public enum Change {
        ADDED,
        /** It has another value, or was sealed anew. */
        CHANGED,
        /** It is not there any more. */
        REMOVED;

        /** The name that clients use. */
        @JsonValue
        @Override
        public String toString() {
            return Lowercase.of(this);
        }
    }

    static EntryDifference of(@Nullable Entry before, @Nullable Entry after) {
        Entry known = before == null ? after : before;
        if (known == null) {
            throw new IllegalArgumentException("neither");
        }
        Change change = before == null ? Change.ADDED : after == null ? Change.REMOVED : Change.CHANGED;
        boolean isSecret = before != null && before.isSecret() || after != null && after.isSecret();
        return new EntryDifference(
                known.name(),
                change,
                before == null ? null : before.value(),
                after == null ? null : after.value(),
                isSecret);
    }
}
