package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.daemon.AgentFolder;
import dev.slipway.line.program.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are replaced one worker after the other, and nobody calls one that is away. */
class LedgerRestartTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final List<String> restarted = new ArrayList<>();
    private LedgerRestart.Starter onRestart = worker -> {};
    private World world;

    @BeforeEach
    void start() throws IOException {
        world = new World(folder);
        world.runsLedger();
    }

    @Test
    void restartsOneDrainedWorkerAfterTheOther() throws IOException {
        onRestart = worker -> world.httpd.changes.add("restart " + worker);
        run(World.ONE, World.TWO);
        assertThat(world.httpd.changes)
                .containsExactly(
                        "out slipway-waiting worker-1",
                        "out slipway worker-1",
                        "restart worker-1",
                        "in slipway worker-1",
                        "in slipway-waiting worker-1",
                        "out slipway-waiting worker-2",
                        "out slipway worker-2",
                        "restart worker-2",
                        "in slipway worker-2",
                        "in slipway-waiting worker-2");
        assertThat(said.toString().lines()).containsExactly("    worker-1 is restarted", "    worker-2 is restarted");
    }

    @Test
    void leavesTheOthersAlone() throws IOException {
        run(World.TWO);
        assertThat(restarted).containsExactly(World.TWO);
        assertThat(world.httpd.changes).noneMatch(change -> change.endsWith(World.ONE));
    }

    @Test
    void keepsTheAgentFromDeploying() throws IOException {
        AgentFolder agentFolder = agentFolder();
        agentFolder.acquire().close();
        onRestart = worker -> assertThatThrownBy(agentFolder::acquire).isInstanceOf(OverlappingFileLockException.class);
        run(World.ONE);
        agentFolder.acquire().close();
        assertThat(restarted).containsExactly(World.ONE);
    }

    @Test
    void waitsUntilRequestsUnderWayAreAnswered() throws IOException {
        world.httpd.busy.put(World.ONE, 5);
        run(World.ONE);
        assertThat(world.httpd.busy.get(World.ONE)).isZero();
        assertThat(said.toString()).doesNotContain("!");
    }

    /** {@code up} looks for the mark. */
    @Test
    void warnsOfRequestsThatItMayCutOff() throws IOException {
        world.httpd.busy.put(World.ONE, 10_000);
        world.worker(World.ONE).active = 1;
        run(World.ONE);
        assertThat(said.toString().lines())
                .anyMatch(line -> line.startsWith("  ! worker-1: ") && line.contains("still under way after 30 s"));
    }

    @Test
    void doesNotDrainTheLastOneThatIsWell() {
        world.worker(World.TWO).deployments.clear();
        assertThatThrownBy(() -> run(World.ONE))
                .hasMessage("worker-1 stays in httpd's balancer: the ledger is unhealthy on worker-2:"
                        + " slipway logs wildfly-2");
        assertThat(world.httpd.changes).isEmpty();
        assertThat(restarted).isEmpty();
    }

    @Test
    void beginsWithTheOneThatIsUnhealthy() throws IOException {
        world.worker(World.TWO).deployments.clear();
        onRestart = worker -> world.runs(worker, World.LEDGER);
        run(World.ONE, World.TWO);
        assertThat(restarted).containsExactly(World.TWO, World.ONE);
    }

    @Test
    void enablesWhatAnEarlierRunLeftDrainedBeforeItDrainsTheNext() throws IOException {
        world.httpd.out.replace("slipway worker-2", true);
        run(World.ONE);
        assertThat(world.httpd.changes).startsWith("in slipway worker-2");
    }

    @Test
    void stopsAtTheFirstThatDoesNotStart() {
        onRestart = worker -> {
            throw new IOException(worker + " does not start");
        };
        assertThatThrownBy(() -> run(World.ONE, World.TWO)).hasMessage("worker-1 does not start");
        assertThat(restarted).containsExactly(World.ONE);
        assertThat(world.httpd.out.values())
                .as("httpd itself leaves out what is not well")
                .doesNotContain(true);
    }

    @Test
    void stopsAtTheFirstThatDoesNotComeBack() {
        onRestart = worker -> world.worker(worker).deployments.clear();
        assertThatThrownBy(() -> run(World.ONE, World.TWO)).hasMessageContaining(World.ONE);
        assertThat(restarted).containsExactly(World.ONE);
        assertThat(world.httpd.out.values()).doesNotContain(true);
    }

    /** The archive that {@code up} deploys next may be what is missing. */
    @Test
    void waitsForNobodyWhereTheLedgerIsNotWellAnywhere() throws IOException {
        world.workers.values().forEach(worker -> worker.deployments.clear());
        run(World.ONE, World.TWO);
        assertThat(restarted).containsExactly(World.ONE, World.TWO);
        assertThat(world.httpd.out.values()).doesNotContain(true);
    }

    /** A rotation revokes the former secrets next. */
    @Test
    void failsWhereTheLedgerHasToBeWellAndIsNot() {
        world.worker(World.TWO).deployments.clear();
        assertThatThrownBy(() -> restart().run(true, worker -> false))
                .hasMessageStartingWith("The restart is incomplete: the ledger is unhealthy on worker-2");
        world.worker(World.ONE).deployments.clear();
        assertThatThrownBy(() -> restart().run(true, World.ONE::equals)).hasMessageContaining(World.ONE);
    }

    private void run(String... due) throws IOException {
        restart().run(false, List.of(due)::contains);
    }

    private LedgerRestart restart() {
        LedgerRestart.Starter starter = worker -> {
            restarted.add(worker);
            onRestart.restart(worker);
        };
        return new LedgerRestart(world.site(), agentFolder(), starter, new Console(new PrintWriter(said), false));
    }

    private AgentFolder agentFolder() {
        return new AgentFolder(folder.resolve("agent"), line -> {});
    }
}
