package dev.slipway.line.cli.audit;

import dev.slipway.line.cli.command.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A temporary file that an export comes into: shows every two seconds how much of it is there, and is removed at the end, and by Ctrl-C. */
final class Download implements AutoCloseable {
    private static final long EVERY_SECONDS = 2;

    private final Path file;
    private final Output output;
    private final Thread removal = new Thread(this::remove);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "download");
        thread.setDaemon(true);
        return thread;
    });

    private long shown;

    private Download(Path file, Output output) {
        this.file = file;
        this.output = output;
    }

    /** Creates it in a folder. */
    static Download in(Path folder, Output output) throws IOException {
        Download download = new Download(Files.createTempFile(folder, ".slipway-audit-", ".part"), output);
        Runtime.getRuntime().addShutdownHook(download.removal);
        output.progress("  The ledger collects the period, which may take some minutes");
        download.clock.scheduleWithFixedDelay(download::show, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return download;
    }

    Path file() {
        return file;
    }

    /** Says nothing as long as nothing comes. */
    synchronized void show() {
        try {
            long size = Files.size(file);
            if (size != shown) {
                shown = size;
                output.progress("  Downloading: " + (size >> 20) + " MB");
            }
        } catch (IOException e) {
            // Already moved to its target.
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Its folder cannot be written any more.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            // The program is already exiting.
        }
        remove();
    }
}
