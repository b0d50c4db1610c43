package dev.slipway.ledger.archive;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.spool.Spool;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The folder of archives: files named {@code sha256-…}, written to a temporary file and then renamed, so that each is
 * complete or absent. Another worker may write or delete the same file at the same moment.
 */
@ApplicationScoped
class ArchiveStore {
    private static final System.Logger LOG = System.getLogger(ArchiveStore.class.getName());
    private static final String COMING = "coming-";
    /** The folder's group is the agent's, which reads the archives while the ledger is down. */
    private static final Set<PosixFilePermission> READ_BY_GROUP = PosixFilePermissions.fromString("rw-r-----");

    @Inject
    LedgerConfig config;

    boolean has(Digest digest) {
        return Files.isRegularFile(file(config.archives(), digest));
    }

    /** Receives an upload, beside the archives. */
    Spool spool(InputStream body, long limit) throws IOException {
        return Spool.in(folder(), COMING, body, limit);
    }

    /**
     * Stores an upload under its digest.
     *
     * @return whether it was not there before
     */
    boolean store(Spool archive) throws IOException {
        Path file = file(folder(), archive.digest());
        boolean isNew = !Files.exists(file);
        // Otherwise a power failure could leave the name without the content.
        try (FileChannel written = FileChannel.open(archive.path(), StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.setPosixFilePermissions(archive.path(), READ_BY_GROUP);
        Files.move(archive.path(), file, StandardCopyOption.ATOMIC_MOVE);
        return isNew;
    }

    /** Opens an archive: it can be read to its end, even if it is deleted during the read. */
    Optional<FileChannel> open(Digest digest) throws IOException {
        try {
            return Optional.of(FileChannel.open(file(folder(), digest)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Everything that is kept, and when it came or was touched. */
    Map<Digest, Instant> list() throws IOException {
        Map<Digest, Instant> archives = new TreeMap<>(Comparator.comparing(Digest::text));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), "sha256-*")) {
            for (Path file : files) {
                Optional<Digest> digest =
                        Digest.parse(file.getFileName().toString().replaceFirst("-", ":"));
                if (digest.isPresent()) {
                    writtenAt(file).ifPresent(at -> archives.put(digest.get(), at));
                }
            }
        }
        return archives;
    }

    /**
     * Marks an archive as uploaded at this time.
     *
     * @return whether it exists
     */
    boolean touch(Digest digest, Instant now) {
        Path file = file(folder(), digest);
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
            // It may have been set aside after it was opened for that.
            return Files.isRegularFile(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // The file belongs to another user: it can still be read, and is deleted no sooner than without this.
            LOG.log(Level.WARNING, "The time of an archive cannot be set", e);
            return Files.isRegularFile(file);
        }
    }

    /**
     * Deletes an archive, unless it came again, or was touched, since it was listed with this time. It is set aside
     * first: otherwise what comes between the look at its time and the deletion would be lost.
     */
    void deleteUnlessModifiedSince(Digest digest, Instant listed) throws IOException {
        Path file = file(folder(), digest);
        if (writtenAt(file).filter(listed::equals).isEmpty()) {
            return;
        }
        Path aside;
        try {
            aside = setAside(file);
        } catch (NoSuchFileException e) {
            return;
        }
        if (writtenAt(aside).filter(at -> !at.equals(listed)).isPresent()) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } else if (Files.deleteIfExists(aside)) {
            LOG.log(Level.INFO, "The archive {0} is not kept any longer", digest);
        }
    }

    /** Renames an archive to the name of a partial upload: if this worker is killed now, it is deleted as such. */
    Path setAside(Path file) throws IOException {
        return Files.move(file, file.resolveSibling(COMING + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes partial uploads, and what was set aside, older than this, left by a killed worker. */
    void deleteTorn(Instant before) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), COMING + "*")) {
            for (Path file : files) {
                if (writtenAt(file).filter(at -> at.isBefore(before)).isPresent()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Optional<Instant> writtenAt(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Path file(Path folder, Digest digest) {
        return folder.resolve(digest.text().replace(':', '-'));
    }

    private Path folder() {
        try {
            return Files.createDirectories(config.archives());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The folder of archives cannot be used", e);
            throw new ProblemException(
                    ProblemType.ARCHIVES_OFF, "The folder for them is missing, or cannot be written.");
        }
    }
}
