package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.format.EvidenceReader;
import dev.slipway.ledger.evidence.format.MalformedException;
import dev.slipway.ledger.evidence.format.TooLargeException;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.spool.Spool;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits concurrent parsing: a parser may have to hold one long text in memory, and the worker's memory must not depend
 * on the number of concurrent uploads. Waiting uploads stay on disk.
 */
@ApplicationScoped
class EvidenceIntake {
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore uploads = new Semaphore(AT_ONCE, true);

    /** The gate waits for no upload. */
    private final Semaphore verifications = new Semaphore(AT_ONCE, true);

    /**
     * Reads a file.
     *
     * @param kind the required kind; any if null
     * @throws ProblemException if it cannot be read
     */
    Contents read(Spool file, Digest artifactDigest, @Nullable Kind kind) throws IOException {
        Contents contents = read(() -> new EvidenceReader(artifactDigest).read(file.path()));
        if (kind != null && kind != contents.kind()) {
            throw malformed("kind", "does not fit: the file is of the kind " + contents.kind());
        }
        return contents;
    }

    /**
     * Reads the agent's statement on a rehearsed rollback.
     *
     * @throws ProblemException if it cannot be read
     */
    Contents rehearsal(Spool file, Digest artifactDigest) throws IOException {
        return read(() -> new EvidenceReader(artifactDigest).rehearsal(file.path()));
    }

    /** Writes a file that is stored in the database. */
    interface Stored {
        void copyTo(OutputStream out) throws IOException;
    }

    /** Whether a file is an envelope that one of these keys has signed. One that waits for a place is not on disk. */
    boolean isSigned(Stored stored, Digest artifactDigest, List<VerificationKey> keys) throws IOException {
        enter(verifications);
        try {
            Path file = Files.createTempFile("attestation", null);
            try {
                try (OutputStream out = Files.newOutputStream(file)) {
                    stored.copyTo(out);
                }
                return new EvidenceReader(artifactDigest).isSigned(file, keys);
            } finally {
                Files.delete(file);
            }
        } finally {
            verifications.release();
        }
    }

    private interface Reading {
        Contents contents() throws IOException, MalformedException, TooLargeException;
    }

    private Contents read(Reading reading) throws IOException {
        enter(uploads);
        try {
            return reading.contents();
        } catch (MalformedException e) {
            throw malformed(e.place(), e.detail());
        } catch (TooLargeException e) {
            throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, String.valueOf(e.getMessage()));
        } finally {
            uploads.release();
        }
    }

    private static void enter(Semaphore places) {
        try {
            if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(
                ProblemType.TOO_BUSY, "Many files are being read just now. Try again in a few seconds.");
    }

    private static ProblemException malformed(String place, String detail) {
        return new ProblemException(
                ProblemType.MALFORMED_EVIDENCE,
                "Nothing of the file was stored. " + place + ": " + detail + ".",
                new Violation(place, detail));
    }
}
