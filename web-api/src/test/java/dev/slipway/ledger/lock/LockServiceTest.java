package dev.slipway.ledger.lock;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockServiceTest {
    private static final Instant NOW = Instant.parse("2026-12-02T10:00:00Z");
    private static final String AGENT = "service-account-agent";

    private final HandClock clock = new HandClock(NOW);
    private final LockService service = new LockService();
    private final Environment production = new Environment() {
        @Override
        public String name() {
            return "production";
        }
    };

    private @Nullable String holder;

    @BeforeEach
    void connect() {
        service.clock = clock;
        service.locks = new LockRepository() {
            @Override
            Optional<DeploymentLock> of(Environment environment) {
                return Optional.ofNullable(holder).map(LockServiceTest.this::lock);
            }
        };
    }

    @Test
    void refusesWhoeverDoesNotHoldItUntilItExpires() {
        holder = "alice";
        assertThatThrownBy(() -> service.expectNoOther(production, AGENT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("alice holds the lock of production");
        clock.pass(Duration.ofMinutes(1));
        assertAccepts(AGENT);
    }

    /** The agent has an account on the workers, too, for when Keycloak is down. */
    @Test
    void acceptsItsHolderByEitherAccount() {
        holder = "agent";
        assertAccepts(AGENT);
        assertAccepts("agent");
    }

    @Test
    void acceptsEverybodyWhereNobodyHoldsIt() {
        assertAccepts(AGENT);
    }

    private void assertAccepts(String account) {
        assertThatCode(() -> service.expectNoOther(production, account)).doesNotThrowAnyException();
    }

    private DeploymentLock lock(String of) {
        return new DeploymentLock() {
            @Override
            String holder() {
                return of;
            }

            @Override
            Environment environment() {
                return production;
            }

            @Override
            String reason() {
                return "Deploys by hand";
            }

            @Override
            Instant takenAt() {
                return NOW;
            }

            @Override
            Instant expiresAt() {
                return NOW.plusSeconds(60);
            }
        };
    }
}
