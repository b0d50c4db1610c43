package dev.slipway.line.backup.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.stub.TestProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    /** Ends itself by a thread of its own, as the signal of Ctrl-C does, which programs in the background ignore. */
    static final class Program {
        public static void main(String[] words) throws IOException {
            PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            boolean isEnding = words[0].equals("ending");
            Interruption interruption = isEnding
                    ? Interruption.ending()
                    : Interruption.awaited(new Progress(out, false), "It ends this step first.");
            new Thread(() -> System.exit(130)).start();
            try {
                while (!interruption.hasBegun()) {
                    Thread.onSpinWait();
                }
                if (isEnding) {
                    new CountDownLatch(1).await();
                }
                out.println("done");
            } catch (InterruptedException e) {
                // As a program does that ends its own ones.
                Thread.currentThread().interrupt();
            } finally {
                interruption.tidy(() -> out.println(
                        "tidied up, interrupted " + Thread.currentThread().isInterrupted()));
            }
        }
    }

    @Test
    void letsTheWorkTidyUp() throws Exception {
        assertThat(run("ending")).isEqualTo("tidied up, interrupted false\n130");
    }

    @Test
    void waitsForWorkThatMustNotBeHalfDone() throws Exception {
        assertThat(run("awaited"))
                .contains("Interrupted. It ends this step first.\n")
                .endsWith("tidied up, interrupted false\n130")
                .contains("done\n");
    }

    private static String run(String word) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(TestProgram.command(Program.class, word))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder output = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                output.append(line).append('\n');
            }
            return output.append(process.waitFor()).toString();
        }
    }
}
