package dev.slipway.line.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.agent.task.SyncTask;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.stub.Stub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LockKeeperTest {
    private static final RestartTask TASK = new RestartTask("7", "production", "lock", false, "shop", false);

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

    /** It may have ended meanwhile, and the next request would begin without anybody who carries it out. */
    @Test
    void claimsNothingButItsOwnTaskAgain() throws InterruptedException {
        CountDownLatch claimed = new CountDownLatch(2);
        try (Stub lost = new Stub(request -> {
                    if (request.method().equals("PUT")) {
                        return Stub.Reply.of(404, "{}");
                    }
                    claimed.countDown();
                    return Stub.Reply.of(204, "");
                });
                LockKeeper keeper = keeper(Daemons.api(lost.uri()), TASK)) {
            assertThat(claimed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lost.received("POST /api/v1/agent/claims"))
                    .isNotEmpty()
                    .extracting(Stub.Received::body)
                    .containsOnly("{\"environment\":\"production\",\"resume\":\"7\"}");
        }
    }

    /** The part is rolled back, and nobody else may deploy meanwhile. */
    @Test
    void resumesTheSyncOfAPartThatWasGivenUp() throws InterruptedException {
        SyncTask sync = new SyncTask("9", "production", "lock", false, null, false);
        Digest digest = new Digest("sha256:" + "0".repeat(64));
        DeploymentTask part = DeploymentTask.part(sync, "7", "shop", "1.0", digest, new FormerProbe(null, 30));
        CountDownLatch extendedAnew = new CountDownLatch(1);
        try (Stub givenUp = new Stub(request -> {
                    if (request.path().endsWith("/anew")) {
                        extendedAnew.countDown();
                        return Stub.Reply.of(200, "{}");
                    }
                    if (request.method().equals("PUT")) {
                        return Stub.Reply.of(404, "{}");
                    }
                    if (request.body().contains("\"resume\":\"9\"")) {
                        return Stub.Reply.of(200, """
                                {"kind":"sync","id":"9","environment":"production","lockId":"anew",
                                 "isResumed":true,"isBack":false}""");
                    }
                    return Stub.Reply.of(204, "");
                });
                LockKeeper keeper = keeper(Daemons.api(givenUp.uri()), part)) {
            assertThat(extendedAnew.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(givenUp.received("POST /api/v1/agent/claims"))
                    .extracting(Stub.Received::body)
                    .containsExactly(
                            "{\"environment\":\"production\",\"resume\":\"7\"}",
                            "{\"environment\":\"production\",\"resume\":\"9\"}");
        }
    }

    @Test
    void claimsFromALedgerThatDoesNotKnowThat() throws InterruptedException {
        CountDownLatch extendedAnew = new CountDownLatch(1);
        try (Stub older = new Stub(request -> {
                    if (request.body().contains("resume")) {
                        return Stub.Reply.of(400, """
                                {"type":"/docs/problems#invalid-request",
                                 "errors":[{"field":"resume","detail":"is not a member of this request"}]}""");
                    }
                    if (request.method().equals("POST")) {
                        return Stub.Reply.of(200, """
                                {"kind":"restart","id":"7","environment":"production","lockId":"anew",
                                 "service":"shop","isResumed":true}""");
                    }
                    if (request.path().endsWith("/anew")) {
                        extendedAnew.countDown();
                        return Stub.Reply.of(200, "{}");
                    }
                    return Stub.Reply.of(404, "{}");
                });
                LockKeeper keeper = keeper(Daemons.api(older.uri()), TASK)) {
            assertThat(extendedAnew.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Without the lock, somebody else could deploy in the middle of the task. */
    @Test
    void goesOnAfterAnError() throws InterruptedException {
        AgentApi api = new AgentApi(Ledger.at(ledger.uri(), Caller.trusting(null), new LateTokens(), null));
        try (LockKeeper keeper = keeper(api, TASK)) {
            assertThat(extended.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ledger.received("PUT /api/v1/locks/lock")).isNotEmpty();
        assertThat(log)
                .containsExactly("The lock of production could not be extended; retrying:"
                        + " java.lang.IllegalStateException: no token");
    }

    /** The lock would expire meanwhile. */
    @Test
    void goesOnAfterACallThatIsNeverAnswered() throws InterruptedException {
        CountDownLatch attempts = new CountDownLatch(2);
        Stub.Route hanging = request -> {
            attempts.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Stub.Reply.cut();
        };
        try (Stub hung = new Stub(hanging, true);
                LockKeeper keeper = keeper(Daemons.api(hung.uri()), TASK, Duration.ofMillis(200))) {
            assertThat(attempts.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Somebody else took it while the ledger was away, and the ledger is away again. */
    @Test
    void requiresALostLockAlsoWhileTheLedgerDoesNotAnswer() {
        for (int status : List.of(401, 503)) {
            AtomicBoolean isDown = new AtomicBoolean();
            try (Stub lost = new Stub(request -> {
                        if (isDown.get()) {
                            return Stub.Reply.of(status, "{}");
                        }
                        return Stub.Reply.of(request.method().equals("PUT") ? 404 : 204, "");
                    });
                    LockKeeper keeper = idle(lost, new SwiftPace())) {
                assertThatItRefuses(keeper);
                isDown.set(true);
                assertThatItRefuses(keeper);
            }
        }
    }

    /** The ledger knows that it is lost, but not whether somebody else has it. */
    @Test
    void requiresALostLockThatCannotBeTakenAnew() {
        try (Stub lost = new Stub(request -> Stub.Reply.of(request.method().equals("PUT") ? 404 : 401, "{}"));
                LockKeeper keeper = idle(lost, new SwiftPace())) {
            assertThatItRefuses(keeper);
        }
    }

    /** As while Keycloak is away: the ledger answers others, who may have taken it by then. */
    @Test
    void requiresNoAnswerUntilTheLockExpires() {
        AtomicBoolean isSignedOut = new AtomicBoolean(true);
        SwiftPace pace = new SwiftPace();
        try (Stub refusing = new Stub(request -> Stub.Reply.of(isSignedOut.get() ? 401 : 200, "{}"));
                LockKeeper keeper = idle(refusing, pace)) {
            pace.sleep(Duration.ofSeconds(59));
            assertThatCode(keeper::require).doesNotThrowAnyException();
            pace.sleep(Duration.ofSeconds(1));
            assertThatItRefuses(keeper);
            isSignedOut.set(false);
            assertThatCode(keeper::require).as("extended").doesNotThrowAnyException();
        }
    }

    private static void assertThatItRefuses(LockKeeper keeper) {
        assertThatThrownBy(keeper::require)
                .isInstanceOf(CallException.class)
                .hasMessage("Somebody else may have the lock of production.");
    }

    /** It extends the lock only where it is required. */
    private LockKeeper idle(Stub at, Pace pace) {
        AgentApi api = new AgentApi(Daemons.api(at.uri()).ledger().withoutRetries());
        return new LockKeeper(api, TASK, "lock", Duration.ofHours(1), Duration.ofMinutes(1), pace, log::add);
    }

    private LockKeeper keeper(AgentApi api, Task task) {
        return keeper(api, task, Duration.ofMinutes(1));
    }

    private LockKeeper keeper(AgentApi api, Task task, Duration patience) {
        return new LockKeeper(api, task, "lock", Duration.ofMillis(5), patience, new Pace(), log::add);
    }
}
