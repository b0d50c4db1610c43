package dev.slipway.line.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.journal.RestartTask;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.stub.Stub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LockKeeperTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CountDownLatch extended = new CountDownLatch(1);

    @AutoClose
    private final Stub ledger = new Stub(request -> {
        extended.countDown();
        return Stub.Reply.of(200, "{}");
    });

    /** There is none at the first two attempts. */
    private static final class LateTokens implements Tokens {
        private int asked;

        @Override
        public String current() {
            asked++;
            if (asked < 3) {
                throw new IllegalStateException("no token");
            }
            return "token";
        }

        @Override
        public String replace(String rejected) {
            return rejected;
        }

        @Override
        public String owner() {
            return "the test's token";
        }
    }

    /** Without the lock, somebody else could deploy in the middle of the task. */
    @Test
    void goesOnAfterAnError() throws InterruptedException {
        AgentApi api = new AgentApi(Ledger.at(ledger.uri(), Caller.trusting(null), new LateTokens(), null));
        RestartTask task = new RestartTask("7", "production", "lock", false, "shop", false);
        try (LockKeeper keeper = new LockKeeper(api, task, true, Duration.ofMillis(5), log::add)) {
            assertThat(extended.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ledger.received("PUT /api/v1/locks/lock")).isNotEmpty();
        assertThat(log)
                .containsExactly("The lock of production could not be extended; retrying:"
                        + " java.lang.IllegalStateException: no token");
    }
}
