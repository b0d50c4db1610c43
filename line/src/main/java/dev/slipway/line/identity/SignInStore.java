package dev.slipway.line.identity;

import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The sign-ins of this user: one file for each ledger, readable by the user only; and the ledgers' token endpoints.
 *
 * <p>A file is replaced atomically, that of a sign-in under a lock.
 */
public final class SignInStore {
    private final Path folder;

    /** The store in a folder, which is created if needed. */
    public SignInStore(Path folder) {
        this.folder = folder;
    }

    /** The sign-in for a ledger. */
    public Optional<SignIn> find(URI server) {
        try {
            return Optional.of(SignIn.of(Json.read(Files.readAllBytes(file(server)))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            throw unreadable(server, e instanceof AccessDeniedException ? "permission denied" : reason(e), e);
        } catch (IOException | IllegalArgumentException | CallException e) {
            throw unreadable(server, "it is damaged", e);
        }
    }

    private CallException unreadable(URI server, String reason, Exception cause) {
        return new CallException(
                file(server) + " cannot be read: " + reason + ".", "Sign in anew: slipway login " + server, cause);
    }

    /** The sign-in for a ledger; empty also if its file cannot be read, where a new one is to replace it. */
    public Optional<SignIn> findReadable(URI server) {
        try {
            return find(server);
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    /** Deletes the file of a sign-in. */
    public void delete(URI server) {
        locked(server, () -> Files.deleteIfExists(file(server)));
    }

    /** The ledger of the last sign-in. */
    public Optional<URI> latest() {
        try {
            return Optional.of(
                    ServerAddress.of(Files.readString(folder.resolve("latest")).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Stores a sign-in, with its ledger as the latest. */
    public void save(SignIn signIn) {
        locked(signIn.server(), () -> {
            write(file(signIn.server()), signIn.json().toString());
            write(folder.resolve("latest"), signIn.server() + "\n");
            return signIn;
        });
    }

    /**
     * Makes the folder.
     *
     * @throws CallException if a sign-in for the ledger could not be stored
     */
    public void check(URI server) {
        locked(server, () -> {
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            return server;
        });
    }

    /** Changes the sign-in for a ledger under its lock. */
    SignIn change(URI server, UnaryOperator<SignIn> change) {
        return locked(server, () -> {
            SignIn before = find(server).orElseThrow(() -> notSignedIn(server));
            SignIn after = change.apply(before);
            if (!after.equals(before)) {
                write(file(server), after.json().toString());
            }
            return after;
        });
    }

    static NotSignedInException notSignedIn(URI server) {
        return new NotSignedInException("You are not signed in to " + server + ".", "Sign in: slipway login " + server);
    }

    private Path file(URI server) {
        return folder.resolve(server.getAuthority().replace(':', '_') + ".json");
    }

    /**
     * The tokens that an ID token was exchanged for, or is now. It can be exchanged once, and several programs of a job share it.
     *
     * @param key identifies the ID token without revealing it
     * @param isGood whether stored tokens are still usable
     */
    Grant exchanged(String key, Predicate<Grant> isGood, Supplier<Grant> exchange) {
        Path file = folder.resolve("job-" + key + ".json");
        return locked("jobs", () -> {
            Optional<Grant> known = grant(file);
            if (known.filter(isGood).isPresent()) {
                return known.get();
            }
            forgetJobs(isGood);
            Grant grant = exchange.get();
            write(file, grant.json().toString());
            return grant;
        });
    }

    /** The token endpoint that was discovered for a ledger, if it is still good. */
    Optional<TokenEndpoint> endpoint(URI server, Instant now) {
        try {
            return Optional.of(TokenEndpoint.of(Json.read(Files.readAllBytes(endpointFile(server)))))
                    .filter(endpoint -> endpoint.isGood(server, now));
        } catch (IOException | IllegalArgumentException | CallException e) {
            return Optional.empty();
        }
    }

    /**
     * Stores a token endpoint, but only if the folder exists from an earlier sign-in: root may run with another user's
     * home and must not create folders there.
     */
    void keep(TokenEndpoint endpoint) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            write(endpointFile(endpoint.server()), endpoint.json().toString());
        } catch (IOException e) {
            // The next program discovers it itself.
        }
    }

    /** Not named as a sign-in is. */
    private Path endpointFile(URI server) {
        return folder.resolve(server.getAuthority().replace(':', '_') + ".endpoint");
    }

    private static Optional<Grant> grant(Path file) {
        try {
            return Optional.of(Grant.of(Json.read(Files.readAllBytes(file))));
        } catch (IOException | CallException e) {
            return Optional.empty();
        }
    }

    /** Removes expired files, which accumulate on a machine that runs many jobs. */
    private void forgetJobs(Predicate<Grant> isGood) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "job-*.json")) {
            for (Path file : files) {
                if (grant(file).filter(isGood).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(URI server, Work<T> work) {
        return locked(server.getAuthority().replace(':', '_'), work);
    }

    /** The file lock excludes other processes, and the monitor other threads. */
    private <T> T locked(String name, Work<T> work) {
        Path lock = folder.resolve(name + ".lock");
        synchronized (SignInStore.class) {
            try {
                makeFolder();
                try (FileChannel channel = FileChannel.open(
                        lock,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        AtomicFile.attributes(lock, AtomicFile.PRIVATE))) {
                    channel.lock();
                    return work.run();
                }
            } catch (IOException e) {
                throw new CallException(
                        folder + " cannot be written: " + reason(e) + ".",
                        "Name a folder that can be written: XDG_STATE_HOME=FOLDER",
                        e);
            }
        }
    }

    /** The reason why a file or folder cannot be written; the message of several exception types is only the path. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied at " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is not a folder";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            // On JDK 17, createDirectories takes no link to a folder.
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent);
            }
            try {
                Files.createDirectory(folder, AtomicFile.attributes(folder, "rwx------"));
            } catch (FileAlreadyExistsException e) {
                // Another process has created it.
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text, AtomicFile.PRIVATE);
    }
}
