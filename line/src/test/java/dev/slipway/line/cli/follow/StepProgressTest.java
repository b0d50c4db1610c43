package dev.slipway.line.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.JsonOption;
import dev.slipway.line.ledger.request.RequestStep;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.RolloutStep.Replace;
import dev.slipway.line.roll.RolloutStep.ReplaceTogether;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepProgressTest {
    private static final Optional<String> WORKER = Optional.of("worker-1");
    private static final String SLOW = "! It is still starting. WildFly gives a start 5 minutes; until it ends, nothing"
            + " else happens there. What it waits for: slipway threads shop\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StepProgress progress = progress();

    /** By a clock that moves by 20 seconds each time that it is read. */
    private StepProgress progress() {
        CliContext cli = new Called.From(Path.of(""))
                .into(out)
                .ticking(Duration.ofSeconds(20))
                .cli();
        return new StepProgress(new JsonOption().output(cli), cli.clock(), "shop");
    }

    private static RequestStep started(String text) {
        return new RequestStep(1, "started", WORKER, text);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Stream<String> starts() {
        return Stream.of(
                new Replace("worker-1", ContentHash.NONE).doing(),
                new ReplaceTogether(List.of("worker-1"), ContentHash.NONE).doing());
    }

    /** By what the agent says of the step: it reports no kind of step that would tell. */
    @ParameterizedTest
    @MethodSource("starts")
    void saysWhatToDoWhereAStartTakesLong(String text) {
        progress.show(started(text));
        progress.showBegun();
        assertThat(shown()).isEqualTo("  … worker-1: " + text + "\n");
        progress.showBegun();
        progress.showBegun();
        assertThat(shown()).containsOnlyOnce(SLOW);
    }

    @Test
    void saysNothingOfAnotherStepThatTakesLong() {
        progress.show(started(RequestStep.DEPLOYING));
        progress.show(new RequestStep(2, "done", WORKER, "Deployed"));
        progress.show(started("Draining"));
        for (int i = 0; i < 5; i++) {
            progress.showBegun();
        }
        assertThat(shown()).isEqualTo("  ✓ worker-1: Deployed\n  … worker-1: Draining\n");
    }

    /** The agent reports it without a worker. */
    @Test
    void seesThatTheRollbackFailed() {
        progress.show(new RequestStep(1, "failed", WORKER, "ShopDS is missing"));
        progress.show(new RequestStep(2, "failed", WORKER, "it does not answer"));
        assertThat(progress.isRollbackFailed()).isFalse();
        progress.show(new RequestStep(3, "failed", Optional.empty(), "Not all workers could be rolled back"));
        assertThat(progress.isRollbackFailed()).isTrue();
        assertThat(progress.seen()).isEqualTo(3);
        assertThat(progress.workers()).isEqualTo(1);
    }
}
