package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Archives from the ledger. Retries without limit while it is down: nothing has been changed yet. An archive that
 * cannot be written to disk is a failure.
 */
public final class LedgerSource implements Job.Source {
    private final AgentApi api;
    private final Function<Digest, Path> stored;
    private final Consumer<String> await;

    /**
     * Uses the ledger's API, or its folder of archives if readable; a file with another digest is rejected.
     *
     * @param stored the file of an archive in that folder, by its digest
     * @param await waits before the next attempt, given the reason of the last failure; throws to give up
     */
    public LedgerSource(AgentApi api, Function<Digest, Path> stored, Consumer<String> await) {
        this.api = api;
        this.stored = stored;
        this.await = await;
    }

    /**
     * Only from the ledger's folder of archives, without retries: an offline deployment may be the ledger's own first one, so that
     * waiting for the ledger would never end.
     */
    public static Job.Source onlyStored(Function<Digest, Path> stored) {
        return (digest, file) -> {
            if (!copy(stored.apply(digest), file)) {
                throw new PreparationException("It was interrupted before any worker was changed, and its archive "
                        + digest + " is not in the ledger's folder: deploy it again");
            }
        };
    }

    /** The folder is the ledger's: a link or a pipe in it is not an archive. */
    private static boolean copy(Path own, Path file) throws IOException {
        if (!Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(own)) {
            return false;
        }
        try {
            Files.copy(own, file, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            // Deleted concurrently.
            return false;
        }
    }

    @Override
    public void fetch(Digest digest, Path file) throws IOException, PreparationException {
        while (true) {
            try {
                if (!copy(stored.apply(digest), file)) {
                    api.download(digest.text(), file);
                }
                return;
            } catch (CallException e) {
                await.accept(e.what());
            } catch (IOException e) {
                discard(file);
                throw new PreparationException("The agent cannot store the archive " + digest + ": " + e, e);
            }
        }
    }

    /** Half of an archive is no reason to keep the disk full. */
    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next archive takes its place.
        }
    }

    @Override
    public void attach(DeploymentTask task, Json statement) throws PreparationException {
        while (true) {
            try {
                api.rehearsal(task.id(), statement);
                return;
            } catch (LedgerRefusedException e) {
                throw new PreparationException(e.what(), e);
            } catch (CallException e) {
                await.accept(e.what());
            }
        }
    }

    @Override
    public Optional<DeploymentRequest> ended(DeploymentTask task) {
        try {
            return api.ended(task.id());
        } catch (CallException e) {
            return Optional.empty();
        }
    }
}
