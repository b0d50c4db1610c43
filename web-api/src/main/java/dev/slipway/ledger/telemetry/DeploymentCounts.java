package dev.slipway.ledger.telemetry;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many deployments there were, by environment, channel and outcome. */
@ApplicationScoped
class DeploymentCounts {
    /**
     * By then, the observations of nearly every deployment have been merged with its claim, which may change its
     * channel, and a rollout that fails on a later worker has changed its outcome. Later claims still change the
     * numbers: so the metric is no counter.
     */
    private static final Duration SETTLED = Duration.ofHours(1);

    /** How often deployments are counted. */
    private static final Duration ROUND = Duration.ofMinutes(10);

    @Inject
    TelemetryRepository numbers;

    @Inject
    Clock clock;

    private List<Object[]> counts = List.of();
    private Instant countedUntil = Instant.MIN;
    private List<String> countedIn = List.of();

    /** Counting reads all deployments, so it is done every ten minutes, or for a new environment, and not at every scrape. */
    synchronized List<Object[]> counted() {
        Instant until = settled(clock.instant());
        List<String> environments = numbers.environments();
        if (!until.equals(countedUntil) || !environments.equals(countedIn)) {
            counts = withZeros(environments, numbers.deployments(until));
            countedUntil = until;
            countedIn = environments;
        }
        return counts;
    }

    /**
     * Adds a zero for each environment, channel and outcome without deployments: a rate needs the value from before the
     * first one. A channel that only a newer release knows appears only where it was counted.
     *
     * @param counted rows of environment, channel, outcome and number
     */
    static List<Object[]> withZeros(List<String> environments, List<Object[]> counted) {
        Map<List<Object>, Object> values = new LinkedHashMap<>();
        for (String environment : environments) {
            for (Channel channel : Channel.values()) {
                if (channel != Channel.UNKNOWN) {
                    for (Outcome outcome : Outcome.values()) {
                        values.put(List.of(environment, channel.toString(), outcome.toString()), 0L);
                    }
                }
            }
        }
        counted.forEach(row -> values.put(List.of(row[0], row[1], row[2]), row[3]));
        List<Object[]> rows = new ArrayList<>();
        values.forEach(
                (labels, number) -> rows.add(new Object[] {labels.get(0), labels.get(1), labels.get(2), number}));
        return rows;
    }

    /** The time up to which deployments are counted: the same on all workers for ten minutes, so that the numbers do not go back and forth. */
    static Instant settled(Instant now) {
        long second = now.getEpochSecond();
        return Instant.ofEpochSecond(second - second % ROUND.toSeconds()).minus(SETTLED);
    }
}
