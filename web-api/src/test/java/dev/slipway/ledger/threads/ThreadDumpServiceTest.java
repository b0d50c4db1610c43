package dev.slipway.ledger.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A request that is repeated with its key, and what it made before. */
class ThreadDumpServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final ThreadDump EARLIER = new ThreadDump("shop-production-1", "shop", "production", "carol", NOW);

    private final Map<UUID, ThreadDump> kept = new HashMap<>();
    private final ThreadDumpService service = new ThreadDumpService();

    ThreadDumpServiceTest() {
        service.clock = new HandClock(NOW);
        service.groups = new ServerGroupService() {
            @Override
            public boolean has(String name, String environment, String worker) {
                return true;
            }
        };
        service.idempotency = new IdempotencyService() {
            @Override
            public Optional<UUID> claim(Optional<IdempotencyKey> key, UUID id) {
                return key.map(taken -> EARLIER.id());
            }
        };
        service.dumps = new Kept();
    }

    @Test
    void isAnsweredWithTheSameDump() {
        kept.put(EARLIER.id(), EARLIER);
        assertThat(requestAgain()).isSameAs(EARLIER);
    }

    @Test
    void makesNoOtherOnceThatIsDeleted() {
        assertThatThrownBy(this::requestAgain)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(404));
        assertThat(kept).isEmpty();
    }

    private ThreadDump requestAgain() {
        return service.requestDump(
                "shop",
                "production",
                "shop-production-1",
                "carol",
                Optional.of(new IdempotencyKey("carol", "k", "Asked:x")));
    }

    private final class Kept extends ThreadDumpRepository {
        @Override
        void add(ThreadDump dump) {
            kept.put(dump.id(), dump);
        }

        @Override
        Optional<ThreadDump> find(UUID id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        Optional<ThreadDump> unanswered(String name, String environment, String worker, Instant since) {
            return Optional.empty();
        }

        @Override
        long count() {
            return kept.size();
        }

        @Override
        long count(String actor) {
            return kept.size();
        }

        @Override
        void removeBefore(Instant before) {
            kept.values().removeIf(dump -> dump.askedAt().isBefore(before));
        }
    }
}
