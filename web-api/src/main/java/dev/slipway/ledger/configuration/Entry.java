package dev.slipway.ledger.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One variable of a configuration.
 *
 * @param name its name
 * @param value its value; null for a secret
 * @param sealed of a secret, what its client sealed for the line's key: a compact JWE; else null
 * @param changedBy who set it
 * @param changedAt when
 */
@JsonIgnoreProperties(ignoreUnknown = true) // The release after this one may have written more.
public record Entry(
        String name, @Nullable String value, @Nullable String sealed, String changedBy, Instant changedAt) {

    /** Whether its value is known to the line alone. */
    @JsonIgnore
    public boolean isSecret() {
        return sealed != null;
    }

    /** Whether it says the same, whoever set it; of a secret, whether it is the same sealed text. */
    boolean saysTheSameAs(Entry other) {
        return Objects.equals(value, other.value) && Objects.equals(sealed, other.sealed);
    }

    /** Never shows a secret, not even a sealed one: whatever is printed ends in a log. */
    @Override
    public String toString() {
        return name + (isSecret() ? " (secret)" : "=" + value);
    }
}
