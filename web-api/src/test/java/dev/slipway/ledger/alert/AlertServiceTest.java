package dev.slipway.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.agent.AgentService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two workers of the ledger evaluate the conditions, and the other one is done just before this one has the lock. */
class AlertServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Condition DRIFT =
            Wording.drift("1", "shop", "production", "shop-production-1", "shop.war", "altered-content");

    private final List<Condition> wrong = new ArrayList<>();
    private final List<Alert> open = new ArrayList<>();
    private final List<Alert> added = new ArrayList<>();
    private final AlertService service = new AlertService();
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
        service.conditions = new ConditionRepository() {
            @Override
            List<Condition> recorded() {
                return List.copyOf(wrong);
            }

            @Override
            AlertFacts facts(Instant now) {
                return new AlertFacts(Optional.empty(), Optional.empty(), List.of());
            }

            @Override
            List<Gap> newGaps(Instant after) {
                return List.of();
            }
        };
        service.agents = new AgentService() {
            @Override
            public Optional<Instant> absentSince() {
                return Optional.empty();
            }
        };
        service.disks = new Disks() {
            @Override
            Optional<Disk> state() {
                return Optional.empty();
            }
        };
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
}
