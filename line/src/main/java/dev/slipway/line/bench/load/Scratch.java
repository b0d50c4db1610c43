package dev.slipway.line.bench.load;

import dev.slipway.line.file.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The temporary resources of a run: a private folder for what must not be on a command line, the programs that it has started, and
 * the files that it has put elsewhere. They are removed when the run ends, also by Ctrl-C.
 */
public final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Deque<Path> elsewhere = new ArrayDeque<>();
    private final Deque<Process> started = new ArrayDeque<>();
    private final Thread hook = new Thread(this::clear);
    private boolean isCleared;

    /** A new folder. */
    public Scratch() throws IOException {
        // Only its owner can access it.
        folder = Files.createTempDirectory("slipway-bench");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path folder() {
        return folder;
    }

    /** Writes a file that only the owner can read. */
    public synchronized Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        requireOpen();
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    /** Reads the output of a program. */
    synchronized String read(Path file) throws IOException {
        requireOpen();
        return Files.readString(file);
    }

    /** Writes a world-readable file into a folder that others cannot write to. */
    public synchronized void writeElsewhere(Path file, byte[] bytes) throws IOException {
        requireOpen();
        Files.deleteIfExists(file);
        elsewhere.push(file);
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Starts a program that ends with this run. */
    synchronized Process start(ProcessBuilder program) throws IOException {
        requireOpen();
        Process process = program.redirectErrorStream(true).start();
        started.push(process);
        return process;
    }

    /** One of this package's scripts. */
    static String resource(String name) {
        try (var text = Scratch.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is already exiting.
        }
    }

    private void requireOpen() {
        if (isCleared) {
            throw new IllegalStateException("interrupted");
        }
    }

    private synchronized void clear() {
        isCleared = true;
        started.forEach(Process::destroy);
        elsewhere.forEach(Scratch::delete);
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
