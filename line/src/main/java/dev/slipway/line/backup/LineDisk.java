package dev.slipway.line.backup;

import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The disk of the line's folder; a full one stops the line's PostgreSQL.
 *
 * @param state the line's folder
 */
record LineDisk(Path state) {
    /** The free space in bytes. */
    long free() throws IOException {
        return Files.getFileStore(state).getUsableSpace();
    }

    /** Whether an existing repository is a folder on it. */
    boolean has(String repository) throws IOException {
        return repository.startsWith("/")
                && Files.exists(Path.of(repository))
                && Files.getFileStore(Path.of(repository)).equals(Files.getFileStore(state));
    }

    /**
     * Checks that enough is left for the running line.
     *
     * @throws BackupException if not
     */
    void requireSpare(String remedy) {
        long free = state.toFile().getUsableSpace();
        if (free < RequiredSpace.SPARE) {
            throw BackupException.full(
                    "Only " + RequiredSpace.megabytes(free) + " are left on the disk of " + state
                            + ", which the running line needs.",
                    remedy);
        }
    }

    /**
     * The size of the files below the line's folder, in bytes.
     *
     * @param isLeftOut whether to skip a folder or file
     */
    long files(Predicate<Path> isLeftOut) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(state, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isLeftOut.test(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(isLeftOut.test(file) ? 0 : attributes.size());
                return FileVisitResult.CONTINUE;
            }

            /** Deleted concurrently. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
