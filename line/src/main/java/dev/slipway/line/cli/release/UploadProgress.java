package dev.slipway.line.cli.release;

import dev.slipway.line.cli.command.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Shows the progress of an upload every two seconds. */
public final class UploadProgress implements LongConsumer {
    private static final long PACE = 2_000_000_000L;

    private final String name;
    private final long size;
    private final Output output;
    private long spokeAt = System.nanoTime();

    public UploadProgress(Path file, Output output) {
        this.name = String.valueOf(file.getFileName());
        this.size = size(file);
        this.output = output;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void accept(long sent) {
        long now = System.nanoTime();
        if (now - spokeAt >= PACE) {
            spokeAt = now;
            output.progress("  " + line(name, sent, size));
        }
    }

    /** The progress line. */
    static String line(String name, long sent, long size) {
        return "Uploading " + name + ": " + (sent >> 20) + " of " + Math.max(1, size >> 20) + " MB";
    }
}
