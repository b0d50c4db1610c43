package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way out for mail.
 *
 * @param from the sender where the application names none; null leaves it to the application
 * @param jndi the names that the archive knows the mail session by, beside {@code java:jboss/mail/Default}; null is none
 */
public record Mail(@Nullable String from, List<String> jndi) {
    public Mail(@Nullable String from, @Nullable List<String> jndi) {
        this.from = from;
        this.jndi = List.copyOf(Objects.requireNonNullElse(jndi, List.of()));
    }
}
