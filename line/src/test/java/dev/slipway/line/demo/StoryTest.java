package dev.slipway.line.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.demo.Event.Deployed;
import dev.slipway.line.demo.Event.EnvironmentMade;
import dev.slipway.line.demo.Event.Intervened;
import dev.slipway.line.demo.Event.Outcome;
import dev.slipway.line.demo.Event.PolicySet;
import dev.slipway.line.demo.Event.Released;
import dev.slipway.line.demo.Event.Repaired;
import dev.slipway.line.demo.Event.ServiceRegistered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
    private final Story story = Story.toldAt(NOW);

    @Test
    void liesWithinTheLastHundredDays() {
        Instant first = NOW.minus(Duration.ofDays(100));
        assertThat(moments()).allMatch(at -> !at.isBefore(first) && at.isBefore(NOW));
        assertThat(moments()).anyMatch(at -> at.isBefore(first.plus(Duration.ofDays(10))));
        assertThat(moments()).anyMatch(at -> at.isAfter(NOW.minus(Duration.ofDays(3))));
    }

    /** Commits before the first release's are the only ones that may lie further back. */
    private Stream<Instant> moments() {
        return story.events().stream()
                .filter(event -> !(event instanceof EnvironmentMade || event instanceof ServiceRegistered))
                .flatMap(event -> event instanceof Deployed deployed
                        ? Stream.of(deployed.at(), deployed.at().plus(deployed.took()))
                        : Stream.of(event.at()));
    }

    @Test
    void refersOnlyToWhatCameBefore() {
        Set<Object> known = new HashSet<>(Set.of(Story.PRODUCTION));
        for (Event event : story.events()) {
            assertThat(known).as(event.toString()).containsAll(references(event));
            names(event)
                    .forEach(name ->
                            assertThat(known.add(name)).as(event.toString()).isTrue());
        }
    }

    private static List<Object> references(Event event) {
        if (event instanceof PolicySet policy) {
            return List.of(policy.environment());
        }
        if (event instanceof Released release) {
            return List.of(release.service());
        }
        if (event instanceof Deployed deployed) {
            return List.of(deployed.release().id(), deployed.environment());
        }
        if (event instanceof Intervened intervened) {
            return List.of(intervened.deployment());
        }
        return event instanceof Repaired repaired ? List.of(repaired.deployment(), repaired.repaired()) : List.of();
    }

    private static List<Object> names(Event event) {
        if (event instanceof EnvironmentMade environment) {
            return List.of(environment.name());
        }
        if (event instanceof ServiceRegistered service) {
            return List.of(service.name());
        }
        if (event instanceof Released release) {
            return List.of(release.id(), release.service() + " " + release.version());
        }
        return event instanceof Deployed deployed ? List.of(deployed.id()) : List.of();
    }

    @Test
    void isTheSameEachTime() {
        assertThat(Story.toldAt(NOW)).isEqualTo(story);
        assertThat(Story.toldAt(NOW.plusSeconds(60)).events()).hasSameSizeAs(story.events());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-shop", "billing", "search"})
    void putsEachReleaseIntoBothEnvironments(String service) {
        List<UUID> releases = all(Released.class)
                .filter(release -> release.service().equals(service))
                .map(Released::id)
                .toList();
        assertThat(releases).hasSizeGreaterThan(10);
        for (String environment : List.of(Story.STAGING, Story.PRODUCTION)) {
            assertThat(all(Deployed.class)
                            .filter(deployed -> deployed.environment().equals(environment))
                            .map(deployed -> deployed.release().id()))
                    .as(environment)
                    .containsAll(releases);
        }
    }

    @Test
    void deploysAReleaseAfterItWasRecorded() {
        assertThat(all(Deployed.class))
                .allMatch(deployed ->
                        deployed.at().isAfter(deployed.release().at().plus(Duration.ofMinutes(9))));
    }

    @Test
    void hasSomethingOfEverything() {
        assertThat(all(Deployed.class).map(deployed -> deployed.door().channel()))
                .contains("pipeline", "console", "maven");
        assertThat(all(Deployed.class)).anyMatch(deployed -> deployed.outcome() == Outcome.FAILED);
        assertThat(all(Deployed.class)).anyMatch(Deployed::isRollback);
        assertThat(all(Repaired.class).map(Repaired::isAutomatic)).contains(true, false);
    }

    @Test
    void repairsAfterwardsAndOnce() {
        List<Deployed> deployments = all(Deployed.class).toList();
        List<UUID> repaired = new ArrayList<>();
        all(Repaired.class).forEach(repair -> {
            assertThat(of(repair.deployment(), deployments).at())
                    .isAfter(of(repair.repaired(), deployments).at());
            repaired.add(repair.repaired());
        });
        assertThat(repaired).doesNotHaveDuplicates();
        assertThat(all(Intervened.class).map(Intervened::deployment).collect(Collectors.toSet()))
                .containsAll(repaired);
    }

    private static Deployed of(UUID id, List<Deployed> deployments) {
        return deployments.stream()
                .filter(deployed -> deployed.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private <E extends Event> Stream<E> all(Class<E> type) {
        return story.events().stream().filter(type::isInstance).map(type::cast);
    }
}
