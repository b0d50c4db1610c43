package dev.slipway.line.demo;

import dev.slipway.line.demo.Event.Commit;
import dev.slipway.line.demo.Event.Deployed;
import dev.slipway.line.demo.Event.Door;
import dev.slipway.line.demo.Event.Intervened;
import dev.slipway.line.demo.Event.Outcome;
import dev.slipway.line.demo.Event.Released;
import dev.slipway.line.demo.Event.Repaired;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.realm.MachineAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The history of a service: a sequence of releases, some of which fail and are repaired. */
final class ServiceHistory {
    private static final Door PIPELINE = new Door(MachineAccount.of("pipeline"), "pipeline");
    private static final Door CONSOLE = new Door("bob", "console");
    private static final Door MAVEN = new Door("bob", "maven");

    private static final List<String> TITLES = List.of(
            "Show the delivery date at the checkout",
            "Round per invoice and not per line",
            "Ask for the postcode before the street",
            "Find words with umlauts",
            "Let the cart outlive the session",
            "Send the receipt in the language of the order",
            "Take Hibernate ORM to the newest patch",
            "Give the search box a label",
            "Retry the payment once, with the same key",
            "Drop the unused coupon table",
            "Log the order number with every refusal",
            "Index orders by customer");
    private static final List<String> AUTHORS = List.of("alice", "bob", "dana");
    private static final List<String> TROUBLES = List.of(
            "Checkout answered 500 for guests.",
            "Prices were shown without tax.",
            "The index was rebuilt at each start.");

    /** The minimum age of the last release, so that all of its consequences lie in the past. */
    private static final Duration REST = Duration.ofHours(20);

    private final String service;
    private final int major;
    private final Duration every;
    private final Random random;
    private final List<Event> events = new ArrayList<>();
    private @Nullable Released previous;
    private @Nullable Deployed broken;

    /**
     * For a service without releases.
     *
     * @param every the average time between releases
     */
    ServiceHistory(String service, int major, Duration every, Random random) {
        this.service = service;
        this.major = major;
        this.every = every;
        this.random = random;
    }

    /** The events in a period. */
    List<Event> between(Instant first, Instant now) {
        Instant merged = first;
        for (int number = 1; ; number++) {
            merged = merged.plus(part(every, 0.6, 1.4));
            if (merged.isAfter(now.minus(REST))) {
                return events;
            }
            Released release = release(number, merged);
            events.add(release);
            deploy(
                    release,
                    Story.STAGING,
                    merged.plus(Duration.ofMinutes(11)),
                    PIPELINE,
                    happens(0.06) ? Outcome.FAILED : Outcome.SUCCEEDED,
                    false);
            intoProduction(release, merged.plus(part(Duration.ofHours(1), 2, 16)));
            previous = release;
        }
    }

    private void intoProduction(Released release, Instant at) {
        Door door = happens(0.86) ? PIPELINE : happens(0.5) ? CONSOLE : MAVEN;
        Instant deployed = at;
        if (happens(0.05)) {
            deploy(release, Story.PRODUCTION, deployed, door, Outcome.FAILED, false);
            deployed = deployed.plus(Duration.ofMinutes(40));
        }
        Deployed live = deploy(release, Story.PRODUCTION, deployed, door, Outcome.SUCCEEDED, false);
        Deployed repaired = broken;
        if (repaired != null) {
            events.add(new Repaired(deployed.plus(Duration.ofMinutes(5)), live.id(), repaired.id(), false, "dana"));
            broken = null;
        } else if (previous != null && happens(0.07)) {
            goWrong(live, previous);
        }
    }

    /** A failure for its users: it is rolled back within the hour, or repaired by the next release. */
    private void goWrong(Deployed live, Released former) {
        events.add(new Intervened(live.at().plus(Duration.ofMinutes(15)), live.id(), oneOf(TROUBLES), "dana"));
        if (happens(0.6)) {
            Deployed back = deploy(
                    former,
                    Story.PRODUCTION,
                    live.at().plus(part(Duration.ofMinutes(1), 16, 50)),
                    CONSOLE,
                    Outcome.SUCCEEDED,
                    true);
            events.add(new Repaired(live.at().plus(Duration.ofHours(1)), back.id(), live.id(), true, "bob"));
        } else {
            broken = live;
        }
    }

    private Released release(int number, Instant merged) {
        List<Commit> commits = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(
                        n -> new Commit(merged.minus(Duration.ofHours(5L * n)), hex(20), oneOf(TITLES), oneOf(AUTHORS)))
                .toList();
        return new Released(
                merged,
                id(),
                service,
                major + "." + number / 8 + "." + number % 8,
                hex(20),
                Sha256.PREFIX + hex(32),
                "https://git.example.org/shop/" + service,
                commits);
    }

    private Deployed deploy(
            Released release, String environment, Instant at, Door door, Outcome outcome, boolean isRollback) {
        Deployed deployed = new Deployed(
                at, id(), release, environment, door, outcome, isRollback, part(Duration.ofSeconds(1), 6, 20));
        events.add(deployed);
        return deployed;
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A random part of a duration, to the millisecond. */
    private Duration part(Duration length, double least, double most) {
        return Duration.ofMillis(Math.round(length.toMillis() * (least + random.nextDouble() * (most - least))));
    }

    private String hex(int bytes) {
        byte[] digest = new byte[bytes];
        random.nextBytes(digest);
        return HexFormat.of().formatHex(digest);
    }

    private UUID id() {
        byte[] name = new byte[16];
        random.nextBytes(name);
        return UUID.nameUUIDFromBytes(name);
    }
}
