package dev.slipway.line.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.SyncTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final String REQUEST = "/api/v1/deployment-requests/7";
    private static final String RESULT = "PUT " + REQUEST + "/result";
    private static final Stub.Reply FORBIDDEN = Stub.Reply.of(403, """
            {"type": "/docs/problems#forbidden", "detail": "Your account lacks the role that this needs."}""");

    @TempDir(factory = InMemory.class)
    Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();

    @AutoClose
    private final Stub ledger = new Stub(request -> Stub.Reply.of(200, "{}"));

    private final AgentApi api = Daemons.api(ledger.uri());
    private Outbox outbox;

    @BeforeEach
    void start() throws IOException {
        outbox = new Outbox(folder, log::add);
        SyncTask sync = new SyncTask("9", "production", "lock", false, null, false);
        Digest digest = new Digest("sha256:" + "0".repeat(64));
        DeploymentTask task = DeploymentTask.part(sync, "7", "shop", "2.0", digest, new FormerProbe(null, 30));
        Instant start = Instant.parse("2026-11-26T10:00:00Z");
        StepReport step = new StepReport(1, start, StepReport.Kind.STARTED, null, "Fetching the archive");
        Result result = new Result(start, start.plusSeconds(9), null, null);
        outbox.add(new OutboxMessage(task, result, List.of(step), null), Optional.empty());
    }

    /** What is not reported would be handed out and deployed again. */
    @Test
    void keepsAResultThatIsRefusedForWantOfARole() throws Exception {
        ledger.first("POST " + REQUEST + "/steps", FORBIDDEN);
        ledger.first(RESULT, FORBIDDEN);
        ledger.first("GET " + REQUEST, FORBIDDEN, request("running"));
        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> outbox.send(api)).isInstanceOf(LedgerRefusedException.class);
            assertThat(outbox.waiting()).hasSize(1);
        }
        assertThat(log).isEmpty();
        outbox.send(api);
        outbox.send(api);
        assertThat(outbox.waiting()).isEmpty();
        assertThat(ledger.received(RESULT))
                .as("the one that was refused, and one")
                .hasSize(2);
    }

    @Test
    void dropsAResultThatIsRefusedOnceItsRequestHasEnded() throws Exception {
        ledger.first(RESULT, FORBIDDEN);
        ledger.first("GET " + REQUEST, request("done"));
        outbox.send(api);
        assertThat(outbox.waiting()).isEmpty();
        assertThat(log).singleElement().asString().startsWith("The ledger rejected the result of shop 2.0: ");
    }

    private static Stub.Reply request(String state) {
        return Stub.Reply.of(200, """
                {"id": "7", "service": "shop", "version": "2.0", "releaseId": "r", "environment": "production",
                 "actor": "alice", "state": "%s"}""".formatted(state));
    }
}
