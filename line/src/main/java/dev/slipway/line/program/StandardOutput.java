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

    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out), Path.of("/dev/fd/1"));
    }

    /** @param descriptor the path by which the system shows the target of the stream */
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

    /** Why part of the output is lost; empty if none is, or only a part that has no reader, as after {@code | head}. */
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(first)
                .filter(failure -> !hasReader())
                .map(failure -> String.valueOf(failure.getMessage()));
    }

    /**
     * Whether it is a pipe or a socket, which another program reads. The system's error messages are localized and
     * cannot be compared.
     */
    private boolean hasReader() {
        try {
            int kind = (Integer) Files.getAttribute(descriptor, "unix:mode") & KIND_OF_FILE;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
