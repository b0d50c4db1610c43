package dev.slipway.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Ends a JVM whose shutdown hangs. An application that calls {@code System.exit} during its start waits for the
 * shutdown, which waits for the application: the server stops answering, but is not restarted, since its process is
 * still running.
 */
public final class ShutdownLimit {
    private static final int STATUS = 1;

    private ShutdownLimit() {}

    /**
     * Called by the JVM before its program.
     *
     * @param seconds how long a shutdown may take
     */
    public static void premain(String seconds) {
        Duration limit = Duration.ofSeconds(Long.parseLong(seconds));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(limit), "shutdown limit"));
    }

    /** The shutdown waits for its hooks, and for no other thread. */
    private static void begin(Duration limit) {
        Thread watch = new Thread(() -> halt(limit), "shutdown limit");
        watch.setDaemon(true);
        watch.start();
    }

    private static void halt(Duration limit) {
        try {
            Thread.sleep(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        // The server's own System.err is a logger, which may hang, too.
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                .println("The shutdown has not ended within " + limit.toSeconds() + " s: this JVM is halted");
        Runtime.getRuntime().halt(STATUS);
    }
}
