package dev.slipway.line.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written: PrintStream and PrintWriter only know that it could not. */
public final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private @Nullable IOException first;

    /** That of this process. */
    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        try {
            stream.write(bytes, from, length);
        } catch (IOException e) {
            if (first == null) {
                first = e;
            }
            throw e;
        }
    }

    /** Why something is missing from it; empty if nothing is, or only what nobody reads any more, as after {@code | head}. */
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(first)
                .map(failure -> String.valueOf(failure.getMessage()))
                .filter(message -> !message.toLowerCase(Locale.ROOT).contains("pipe"));
    }
}
