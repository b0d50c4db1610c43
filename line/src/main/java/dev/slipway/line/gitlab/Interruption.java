package dev.slipway.line.gitlab;

import dev.slipway.line.pace.Pace;
import java.io.PrintWriter;
import java.time.Duration;

/** Handles Ctrl-C, or the stop of the container: says that the next run continues, cleans up, and exits with 130. */
final class Interruption implements AutoCloseable {
    private static final int CODE = 130;
    private static final Duration ENDING = Duration.ofMinutes(1);

    private final Thread hook;

    Interruption(PrintWriter err, Runnable tidyUp) {
        hook = new Thread(() -> {
            err.println("bootstrap: interrupted; run it again, and it goes on");
            err.flush();
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
            tidyUp.run();
            Runtime.getRuntime().halt(CODE);
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is already exiting; errors caused by that are not shown.
            new Pace().sleep(ENDING);
        }
    }
}
