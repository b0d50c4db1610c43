package dev.slipway.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.alert.condition.Condition;
import dev.slipway.ledger.alert.condition.ConditionDebouncer;
import dev.slipway.ledger.alert.condition.ConditionFinder;
import dev.slipway.ledger.alert.condition.Disk;
import dev.slipway.ledger.alert.condition.Disks;
import dev.slipway.ledger.alert.condition.LogGap;
import dev.slipway.ledger.alert.condition.TestConditions;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.notification.NotificationService;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two workers of the ledger evaluate the conditions, and the other one is done just before this one has the lock. */
class AlertServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Condition DRIFT = TestConditions.drift();
    private static final Condition AWAY = TestConditions.noAgent(NOW);

    private final List<Condition> wrong = new ArrayList<>();
    private final List<Alert> open = new ArrayList<>();
    private final List<Alert> added = new ArrayList<>();
    private long nanos;
    private final AlertService service = new AlertService(() -> nanos);
    private boolean isFree = true;
    private Runnable other = () -> {};

    @BeforeEach
    void connect() {
        service.clock = new HandClock(NOW);
        service.alerts = new AlertRepository() {
            @Override
            boolean tryLock() {
                other.run();
                return isFree;
            }

            @Override
            List<Alert> open() {
                return List.copyOf(open);
            }

            @Override
            void add(Alert alert) {
                added.add(alert);
            }
        };
        service.conditions = new ConditionFinder() {
            @Override
            public List<Condition> present() {
                return List.copyOf(wrong);
            }

            @Override
            public List<LogGap> newGaps(Instant after) {
                return List.of();
            }
        };
        service.disks = new Disks() {
            @Override
            public Optional<Disk> state() {
                return Optional.empty();
            }
        };
        service.notifications = new NotificationService() {
            @Override
            public void enqueue(Notice notice, String sourceId, @Nullable UUID alert) {
                // Nobody is told.
            }
        };
        service.changed = unheard();
    }

    @Test
    void closesNothingThatTheOtherOneHasJustOpened() {
        Alert alert = new Alert(DRIFT, NOW);
        other = () -> {
            wrong.add(DRIFT);
            open.add(alert);
        };

        service.evaluate();
        assertThat(alert.closedAt()).isEmpty();
    }

    @Test
    void opensNothingThatTheOtherOneHasJustClosed() {
        wrong.add(DRIFT);
        open.add(new Alert(DRIFT, NOW));
        other = () -> {
            wrong.clear();
            open.clear();
        };

        service.evaluate();
        assertThat(added).isEmpty();
    }

    @Test
    void leavesAlertsToTheOtherOneWhileThatHasTheLock() {
        isFree = false;
        wrong.add(DRIFT);

        service.evaluate();
        assertThat(added).isEmpty();
    }

    @Test
    void opensWhatHasLastedWhileTheOtherOneHadTheLock() {
        wrong.add(AWAY);
        round(false);
        nanos += ConditionDebouncer.AWAY.toNanos();
        round(true);
        assertThat(added).hasSize(1);
    }

    @Test
    void opensNothingThatWasGoneWhileTheOtherOneHadTheLock() {
        wrong.add(AWAY);
        round(true);
        wrong.clear();
        nanos += ConditionDebouncer.AWAY.toNanos() / 2;
        round(false);
        wrong.add(AWAY);
        nanos += ConditionDebouncer.AWAY.toNanos() / 2;
        round(true);
        assertThat(added).isEmpty();
    }

    private void round(boolean hasLock) {
        isFree = hasLock;
        service.evaluate();
    }

    @SuppressWarnings("unchecked") // of an interface without a class for its parameter
    private static Event<Changed> unheard() {
        return (Event<Changed>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }
}
