package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownLimitTest {
    private static final int PATIENCE = 60;
    private static final int OWN_STATUS = 3;

    @Test
    void endsAShutdownThatHangs() throws IOException, InterruptedException {
        Process program = start("1", "hang");
        assertThat(program.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("has not ended within 1 s");
    }

    @Test
    void leavesAnyOtherAlone() throws IOException, InterruptedException {
        Process program = start(String.valueOf(PATIENCE * 2), "end");
        assertThat(program.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(OWN_STATUS);
    }

    private static Process start(String limit, String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        limit,
                        how)
                .start();
    }

    /** A program that ends, or wants to. */
    static final class Program {
        private Program() {}

        public static void main(String... words) {
            ShutdownLimit.premain(words[0]);
            if (words[1].equals("hang")) {
                Thread starting = Thread.currentThread();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> join(starting)));
            }
            System.exit(OWN_STATUS);
        }

        /** As the server waits for an application. */
        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
