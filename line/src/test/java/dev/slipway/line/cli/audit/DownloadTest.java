package dev.slipway.line.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.stub.TestProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    /** Ends by itself while its download is under way, as Ctrl-C ends it. */
    static final class Program {
        private Program() {}

        public static void main(String[] words) throws IOException {
            Path folder = Path.of(words[0]);
            Download download = Download.in(folder, new LedgerOptions(new Called.From(folder).cli()).output());
            System.exit(Files.exists(download.file()) ? 130 : 1);
        }
    }

    @Test
    void saysHowMuchHasCome() throws IOException {
        try (Download download = Download.in(folder, output())) {
            download.show();
            Files.write(download.file(), new byte[3 << 20]);
            download.show();
            download.show();
        }
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "  The ledger collects the period, which may take some minutes", "  Downloading: 3 MB");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhereItIsInterrupted() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(TestProgram.command(Program.class, folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(folder).isEmptyDirectory();
    }

    private Output output() {
        PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new LedgerOptions(new CliContext(
                        Map.of(),
                        folder,
                        stream,
                        stream,
                        false,
                        null,
                        text -> Optional.empty(),
                        Clock.systemUTC(),
                        new Pace(),
                        Duration.ZERO))
                .output();
    }
}
