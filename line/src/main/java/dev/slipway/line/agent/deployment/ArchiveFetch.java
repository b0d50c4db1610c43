package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Fetches archives into the journal's folder, which others cannot write to. */
final class ArchiveFetch {
    private final Job.Source source;
    private final Journal journal;
    private final Recorder recorder;

    ArchiveFetch(Job.Source source, Journal journal, Recorder recorder) {
        this.source = source;
        this.journal = journal;
        this.recorder = recorder;
    }

    /** Reads a task's archive, and reports that. */
    ArchiveFile fetch(DeploymentTask task) throws IOException, PreparationException {
        recorder.report(Kind.STARTED, null, "Fetching the archive");
        Optional<ArchiveFile> kept = task.isRollback() ? kept(task.artifactDigest()) : Optional.empty();
        ArchiveFile archive = kept.isPresent() ? kept.get() : download(task.artifactDigest());
        recorder.report(Kind.DONE, null, "Fetched the archive");
        return archive;
    }

    /**
     * The previous archive, kept from its own deployment. It is not hashed again: each worker returns the hash of the
     * upload before any worker is changed.
     */
    private Optional<ArchiveFile> kept(Digest digest) throws IOException {
        return journal.noted(digest).map(hash -> new ArchiveFile(journal.archive(hash), digest, hash));
    }

    /** Downloads an own copy into the journal's folder. */
    ArchiveFile download(Digest digest) throws IOException, PreparationException {
        source.fetch(digest, journal.incoming());
        ArchiveFile found = ArchiveFile.of(journal.incoming());
        if (!found.digest().equals(digest)) {
            throw new PreparationException("digest mismatch: " + digest
                    + " was to be deployed, and what was read of it is " + found.digest() + "; nothing was changed");
        }
        Path kept = journal.archive(found.hash());
        AtomicFile.replace(kept, journal.incoming());
        journal.note(found.hash(), digest);
        return new ArchiveFile(kept, found.digest(), found.hash());
    }
}
