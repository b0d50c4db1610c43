package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A database of the group's own.
 *
 * @param jndi the names that the archive knows the data source by, beside those that every archive finds; null is none
 */
public record Database(List<String> jndi) {
    public Database(@Nullable List<String> jndi) {
        this.jndi = List.copyOf(Objects.requireNonNullElse(jndi, List.of()));
    }
}
