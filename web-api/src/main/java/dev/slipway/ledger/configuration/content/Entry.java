package dev.slipway.ledger.configuration.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One variable of a configuration.
 *
 * @param value its value; null for a secret
 * @param sealed the value of a secret, sealed for the line's key as a compact JWE; else null
 * @param changedBy who set it
 */
public record Entry(
        String name, @Nullable String value, @Nullable String sealed, String changedBy, Instant changedAt) {

    @JsonIgnore
    public boolean isSecret() {
        return sealed != null;
    }

    /** Whether it has the same value, regardless of who set it; for a secret, the same sealed text. */
    boolean saysTheSameAs(Entry other) {
        return Objects.equals(value, other.value) && Objects.equals(sealed, other.sealed);
    }

    /** Shows no secret, not even a sealed one, since this may be logged. */
    @Override
    public String toString() {
        return name + (isSecret() ? " (secret)" : "=" + value);
    }
}
