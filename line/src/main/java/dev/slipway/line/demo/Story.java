package dev.slipway.line.demo;

import dev.slipway.line.demo.Event.EnvironmentMade;
import dev.slipway.line.demo.Event.PolicySet;
import dev.slipway.line.demo.Event.ServiceRegistered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Three services, two environments, a hundred days. The story is always the same: the random numbers have a fixed seed, and all times are
 * relative to now.
 *
 * @param events the events, each after those that it refers to
 */
record Story(List<Event> events) {
    static final String STAGING = "staging";
    static final String PRODUCTION = "production";

    private static final long SEED = 1114;
    private static final Duration LENGTH = Duration.ofDays(100);

    /** Production is frozen at the weekend. */
    private static final String WEEKEND =
            "[{\"name\": \"Weekend\", \"zone\": \"Europe/Berlin\", \"days\": [\"SATURDAY\", \"SUNDAY\"], \"from\": \"00:00\", \"until\":"
                    + " \"23:59\"}]";

    Story {
        events = List.copyOf(events);
    }

    /** The story relative to a time. */
    static Story toldAt(Instant now) {
        Random random = new Random(SEED);
        Instant first = now.minus(LENGTH);
        Instant before = first.minus(Duration.ofDays(1));
        List<Event> events = new ArrayList<>(List.of(
                new EnvironmentMade(before, STAGING, "Staging", 50),
                new PolicySet(now.minus(Duration.ofDays(90)), PRODUCTION, WEEKEND, "carol"),
                new ServiceRegistered(before, "billing", "Billing"),
                new ServiceRegistered(before, "search", "Product search"),
                new ServiceRegistered(before, "web-shop", "Web shop")));
        Stream.of(
                        new ServiceHistory("billing", 2, Duration.ofDays(6), random),
                        new ServiceHistory("search", 1, Duration.ofDays(3), random),
                        new ServiceHistory("web-shop", 4, Duration.ofHours(30), random))
                .forEach(career -> events.addAll(career.between(first, now)));
        return new Story(events);
    }
}
