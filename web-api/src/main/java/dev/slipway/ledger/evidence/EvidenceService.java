package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.spool.Spool;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores evidence. */
@ApplicationScoped
@Transactional
public class EvidenceService {
    /** So many files one release can have. */
    static final int LIMIT = 1_000;

    @Inject
    EvidenceRepository evidence;

    @Inject
    EvidenceIntake intake;

    @Inject
    SignatureCache signatures;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Event<EvidenceAdded> kept;

    @Inject
    Clock clock;

    /** Stores a file together with its content's record, both or neither. */
    Evidence add(
            Release release,
            AddEvidenceRequest request,
            Spool file,
            Contents contents,
            String actor,
            Optional<IdempotencyKey> key) {
        Evidence added = new Evidence(release, request, file.size(), contents, actor, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, added.id());
        if (earlier.isPresent()) {
            return evidence.find(earlier.get()).orElseThrow();
        }
        if (evidence.find(release.id(), request.digest()).isPresent()) {
            throw new ProblemException(
                    ProblemType.EVIDENCE_EXISTS, "This file is already attached to " + release.version() + ".");
        }
        if (evidence.count(release.id()) >= LIMIT) {
            throw new ProblemException(
                    ProblemType.TOO_MUCH_EVIDENCE,
                    "The limit is " + LIMIT + " files for one release; put test reports into one ZIP archive.");
        }
        evidence.add(added);
        try (InputStream content = Files.newInputStream(file.path())) {
            evidence.store(added.id(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        changed.fire(Changed.ofService(
                Changed.Kind.EVIDENCE, added.id(), release.service().name()));
        kept.fire(new EvidenceAdded(release));
        return added;
    }

    /** This very file, if it is evidence of the release already. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<Evidence> find(Release release, Digest digest) {
        return evidence.find(release.id(), digest);
    }

    /**
     * The facts of all evidence of a release, newest first.
     *
     * @param keys the keys, one of which must have signed an attestation for it to be believed; empty if it need not be
     *     signed
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<EvidenceFact> facts(Release release, List<VerificationKey> keys) {
        if (keys.isEmpty()) {
            return facts(release);
        }
        return evidence.newestFirst(release.id(), null, LIMIT).stream()
                .map(added -> new EvidenceFact(
                        added.id(),
                        added.digest(),
                        added.kind(),
                        added.name(),
                        added.verdict(),
                        added.recordedAt(),
                        added.kind() != Kind.ATTESTATION
                                || signatures.isSigned(
                                        added.id(), keys, () -> isSigned(added, release.artifactDigest(), keys))))
                .toList();
    }

    private boolean isSigned(Evidence attestation, Digest artifactDigest, List<VerificationKey> keys) {
        if (attestation.format() != Format.DSSE) {
            return false;
        }
        try {
            return intake.isSigned(out -> evidence.copyTo(attestation.id(), out), artifactDigest, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file of a piece of evidence unchanged, with little of it in memory at a time. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void copyTo(UUID id, OutputStream out) throws IOException {
        evidence.copyTo(id, out);
    }

    /** The facts of all evidence of a release, newest first. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<EvidenceFact> facts(Release release) {
        return evidence.facts(release.id());
    }
}
