package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are replaced one worker after the other, and nobody calls one that is away. */
class DrainCommandsTest {
    private static final String LEDGER = EmptyArchive.zip("ledger");

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();
    private World world;

    @BeforeEach
    void start() throws IOException {
        world = new World(folder);
        for (String worker : List.of(World.ONE, World.TWO)) {
            world.httpd.out.put("slipway " + worker, false);
            world.httpd.out.put("slipway-waiting " + worker, false);
            world.runs(worker, LEDGER);
        }
    }

    @Test
    void takesOutOneWorkerAndLetsItIn() throws IOException {
        run("out worker-1", "in worker-1", "out worker-2", "in worker-2");
        assertThat(answers).containsExactly("ok", "ok", "ok", "ok", "ok");
        assertThat(world.httpd.changes)
                .containsExactly(
                        "out slipway-waiting worker-1",
                        "out slipway worker-1",
                        "in slipway worker-1",
                        "in slipway-waiting worker-1",
                        "out slipway-waiting worker-2",
                        "out slipway worker-2",
                        "in slipway worker-2",
                        "in slipway-waiting worker-2");
    }

    @Test
    void waitsUntilRequestsUnderWayAreAnswered() throws IOException {
        world.httpd.busy.put(World.ONE, 5);
        run("out worker-1");
        assertThat(answers).containsExactly("ok", "ok");
        assertThat(world.httpd.busy.get(World.ONE)).isZero();
    }

    /** httpd's count may never reach zero again. */
    @Test
    void believesAWorkerThatHasNone() throws IOException {
        world.httpd.busy.put(World.ONE, 10_000);
        run("out worker-1");
        assertThat(answers).containsExactly("ok", "ok");
        world.worker(World.ONE).active = 1;
        answers.clear();
        run("out worker-1");
        assertThat(answers).anyMatch(answer -> answer.contains("still under way after 30 s"));
    }

    @Test
    void enablesDrainedWorkersAtTheEndOfInput() throws IOException {
        run("out worker-1");
        assertThat(world.httpd.out.values()).doesNotContain(true);
        assertThat(world.httpd.changes).contains("out slipway worker-1", "in slipway worker-1");
    }

    @Test
    void doesNotTakeTheLastOneThatIsWell() throws IOException {
        world.worker(World.TWO).deployments.clear();
        run("out worker-1");
        assertThat(answers).element(1).asString().startsWith("failed worker-1 stays in httpd's balancer");
        assertThat(world.httpd.changes).isEmpty();
    }

    @Test
    void enablesWhatAnEarlierRunLeftDrainedBeforeItDrainsTheNext() throws IOException {
        world.httpd.out.replace("slipway worker-2", true);
        run("out worker-1", "in worker-1");
        assertThat(answers).containsExactly("ok", "ok", "ok");
        assertThat(world.httpd.changes).startsWith("in slipway worker-2");
    }

    @Test
    void saysWhichWorkerDoesNotComeBack() throws IOException {
        run("out worker-1", () -> world.worker(World.ONE).deployments.clear(), "in worker-1");
        assertThat(answers).hasSize(3);
        assertThat(answers.get(2)).startsWith("failed ").contains("worker-1");
        assertThat(world.httpd.out.values())
                .as("httpd itself leaves out what is not well")
                .doesNotContain(true);
    }

    @Test
    void waitsForNobodyWhereTheLedgerIsNotWellAnywhere() throws IOException {
        world.workers.values().forEach(worker -> worker.deployments.clear());
        run("out worker-1", "in worker-1");
        assertThat(answers).containsExactly("ok", "ok", "ok");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        run("out worker-9", "up worker-1");
        assertThat(answers.get(1)).isEqualTo("failed there is no worker 'worker-9'");
        assertThat(answers.get(2)).startsWith("failed unknown command 'up'");
    }

    private void run(String... lines) throws IOException {
        new DrainCommands(world.site(), answers::add)
                .run(new BufferedReader(new StringReader(String.join("\n", lines) + "\n")));
    }

    /** Something happens between the two lines. */
    private void run(String first, Runnable between, String second) throws IOException {
        List<String> left = new ArrayList<>(List.of(first, second));
        new DrainCommands(world.site(), answers::add).run(new BufferedReader(new StringReader("")) {
            @Override
            public @Nullable String readLine() {
                if (left.size() == 1) {
                    between.run();
                }
                return left.isEmpty() ? null : left.remove(0);
            }
        });
    }
}
