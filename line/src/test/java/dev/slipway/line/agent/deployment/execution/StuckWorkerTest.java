package dev.slipway.line.agent.deployment.execution;

import static dev.slipway.line.agent.World.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that failed is due once more where what ran before may be why. */
class StuckWorkerTest {
    private static final WorkerException FAILED = new WorkerException("no class p.Gone");
    private static final WorkerException ENDLESS =
            new WorkerException("WFLYCTL0348: Timeout after [300] seconds waiting for service container stability.");

    @TempDir(factory = InMemory.class)
    Path folder;

    private final List<StepReport> reports = new ArrayList<>();
    private World world;
    private int looks;

    @BeforeEach
    void start() throws IOException {
        world = new World(folder);
    }

    @Test
    void isDueAgainWhereItsServerCrashed() throws Exception {
        assertThat(isDueAgain("shop", FAILED, true)).isTrue();
        assertThat(world.worker(ONE).startedAt).as("it is up again already").isEqualTo(1_000);
    }

    @Test
    void isOverWhereNothingElseMayBeWhy() throws Exception {
        assertThat(isDueAgain("shop", FAILED, false)).isFalse();
        assertThat(reports).isEmpty();
    }

    @Test
    void isOverWhereTheArchiveItselfNeverEndsItsStart() throws Exception {
        assertThat(isDueAgain("shop", ENDLESS, true)).isFalse();
        assertThat(looks).isZero();
    }

    @Test
    void isDueAgainOnceItsConnectionsAreFree() throws Exception {
        world.worker(ONE).isPoolHeld = true;
        assertThat(isDueAgain("shop", FAILED, false)).isTrue();
        assertThat(world.worker(ONE).startedAt).isEqualTo(1_001);
        assertThat(looks).isZero();
    }

    @Test
    void isDueAgainOnceItsBeansAreFree() throws Exception {
        world.worker(ONE).isBeanBusy = true;
        assertThat(isDueAgain("shop", ENDLESS, false))
                .as("WildFly waited for the bean")
                .isTrue();
        assertThat(world.worker(ONE).startedAt).isEqualTo(1_001);
        assertThat(looks).isZero();
    }

    @Test
    void leavesTheLedgersOwnServersAlone() throws Exception {
        world.worker(ONE).isPoolHeld = true;
        world.worker(ONE).isBeanBusy = true;
        assertThat(isDueAgain(null, FAILED, false)).isFalse();
        assertThat(world.worker(ONE).startedAt).isEqualTo(1_000);
    }

    /** The rule's answer for a worker of a server group, or one of the ledger's own. */
    private boolean isDueAgain(@Nullable String label, WorkerException failure, boolean isCrashed) throws Exception {
        Site own = world.site();
        Site site = new Site(own.workers(), own.balancer(), own.hosts(), own.probe(), own.pace(), label);
        Journal journal = new Journal(folder, line -> {});
        journal.write(JournalEntry.of(
                DeploymentTask.offline(
                        "production", "shop", "2.0", new Digest("sha256:" + "0".repeat(64)), false, null),
                Instant.EPOCH));
        return new StuckWorker(site, Recorder.of(journal, site.pace(), reports::add))
                .isStartDueAgain(ONE, "shop", failure, () -> {
                    looks++;
                    return isCrashed;
                });
    }
}
