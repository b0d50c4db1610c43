package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.World;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the process ends meanwhile, as on Ctrl-C. */
class LedgerTurnsTest {
    @TempDir
    Path folder;

    private World world;
    private LedgerTurns turns;

    @BeforeEach
    void start() throws IOException {
        world = new World(folder);
        world.runsLedger();
        turns = new LedgerTurns(world.site(), (worker, text) -> {});
    }

    @Test
    void enableWhatIsDrained() throws Exception {
        turns.drain(World.ONE, true);
        assertThat(world.httpd.out.values()).contains(true);
        turns.end();
        assertThat(world.httpd.out.values()).doesNotContain(true);
    }

    @Test
    void drainNothingMore() {
        turns.end();
        assertThatThrownBy(() -> turns.drain(World.ONE, true)).hasMessage("The restart of worker-1 was interrupted.");
        assertThat(world.httpd.changes).isEmpty();
    }

    /** Enabled before that, it would be drained afterwards, and stay so. */
    @Test
    @Timeout(60)
    void enableAWorkerOnceItsDrainIsOver() throws Exception {
        Thread ending = new Thread(turns::end);
        world.httpd.busy.put(World.ONE, 50);
        world.onSleep = () -> {
            world.onSleep = () -> {};
            ending.start();
            while (ending.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
        };
        assertThatThrownBy(() -> turns.drain(World.ONE, true)).hasMessage("The restart of worker-1 was interrupted.");
        ending.join();
        assertThat(world.httpd.changes).startsWith("out slipway-waiting worker-1", "out slipway worker-1");
        assertThat(world.httpd.out.values()).doesNotContain(true);
    }
}
