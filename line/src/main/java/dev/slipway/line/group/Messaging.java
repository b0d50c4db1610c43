package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A broker in each worker, for that worker alone.
 *
 * @param queues found at {@code java:/jms/queue/NAME}; null is none
 * @param topics found at {@code java:/jms/topic/NAME}; null is none
 */
public record Messaging(List<String> queues, List<String> topics) {
    public Messaging(@Nullable List<String> queues, @Nullable List<String> topics) {
        this.queues = List.copyOf(Objects.requireNonNullElse(queues, List.of()));
        this.topics = List.copyOf(Objects.requireNonNullElse(topics, List.of()));
    }
}
