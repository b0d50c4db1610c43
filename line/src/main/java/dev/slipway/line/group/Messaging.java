package dev.slipway.line.group;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An embedded JMS broker in each worker, not shared with the other workers.
 *
 * @param queues bound to {@code java:/jms/queue/NAME}; null for none
 * @param topics bound to {@code java:/jms/topic/NAME}; null for none
 */
public record Messaging(List<String> queues, List<String> topics) {
    public Messaging(@Nullable List<String> queues, @Nullable List<String> topics) {
        this.queues = List.copyOf(Objects.requireNonNullElse(queues, List.of()));
        this.topics = List.copyOf(Objects.requireNonNullElse(topics, List.of()));
    }
}
