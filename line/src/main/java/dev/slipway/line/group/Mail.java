package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail session.
 *
 * @param from the default sender; null leaves it to the application
 * @param jndi the session's JNDI names, in addition to {@code java:jboss/mail/Default}; null for none
 */
public record Mail(@Nullable String from, List<String> jndi) {
    public Mail(@Nullable String from, @Nullable List<String> jndi) {
        this.from = from;
        this.jndi = List.copyOf(Objects.requireNonNullElse(jndi, List.of()));
    }
}
