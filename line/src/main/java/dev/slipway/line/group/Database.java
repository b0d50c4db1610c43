package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A database for the group.
 *
 * @param jndi the data source's JNDI names, in addition to those that every group has; null for none
 */
public record Database(List<String> jndi) {
    public Database(@Nullable List<String> jndi) {
        this.jndi = List.copyOf(Objects.requireNonNullElse(jndi, List.of()));
    }
}
