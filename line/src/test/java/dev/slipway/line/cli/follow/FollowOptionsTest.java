package dev.slipway.line.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.stub.TestProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FollowOptionsTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void claimsNothingBeforeTheRequestIsMade() throws Exception {
        Process process = new ProcessBuilder(TestProgram.command(Interrupted.class))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(INTERRUPTED);
        assertThat(output).doesNotContain("continues");
    }

    /** A program that ends, as by Ctrl-C, while it is about to make its request. */
    static final class Interrupted {
        private Interrupted() {}

        /** Ends with 130. */
        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            CliContext cli = new CliContext(
                    Map.of("SLIPWAY_LEDGER_URL", "http://127.0.0.1:9", "SLIPWAY_TOKEN", "token"),
                    Path.of(""),
                    System.out,
                    System.err,
                    false,
                    null,
                    text -> Optional.empty(),
                    Clock.systemUTC(),
                    new Pace(),
                    Duration.ofMillis(10));
            LedgerOptions ledgerOptions = new LedgerOptions(cli);
            new FollowOptions(cli)
                    .follow(ledgerOptions.ledger(), ledgerOptions.output(), "The rollback", "shop", () -> {
                        Runtime.getRuntime().exit(INTERRUPTED);
                        throw new IllegalStateException("It has not ended.");
                    });
        }
    }
}
