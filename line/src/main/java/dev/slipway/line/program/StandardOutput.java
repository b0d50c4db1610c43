package dev.slipway.line.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written: PrintStream and PrintWriter only know that it could not. */
public final class StandardOutput extends OutputStream {
    private static final int KIND_OF_FILE = 0xF000;
    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xC000;

    private final OutputStream stream;
    private final Path descriptor;
    private @Nullable IOException first;

    /** That of this process. */
    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out), Path.of("/dev/fd/1"));
    }

    /**
     * Any other.
     *
     * @param descriptor where the system shows what it is written to
     */
    StandardOutput(OutputStream stream, Path descriptor) {
        this.stream = stream;
        this.descriptor = descriptor;
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
                .filter(failure -> !hasReader())
                .map(failure -> String.valueOf(failure.getMessage()));
    }

    /** Whether it goes to another program. What the system says of a failure is in the language of whoever calls. */
    private boolean hasReader() {
        try {
            int kind = (Integer) Files.getAttribute(descriptor, "unix:mode") & KIND_OF_FILE;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
