package dev.slipway.ledger.evidence;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.platform.spool.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Stores the agent's statements on rehearsed rollbacks as evidence of the release that would be rolled back. */
@ApplicationScoped
public class RehearsalEvidence {
    /** The largest accepted statement in bytes. */
    private static final long LARGEST = 1L << 20;

    @Inject
    EvidenceIntake intake;

    @Inject
    EvidenceService service;

    /**
     * Stores a statement. Idempotent. All statements for an environment share a name, so that the last one counts.
     *
     * @param candidate the release that is about to be deployed, and where
     * @param statement a stream of one in-toto test result statement
     * @param executor who made it
     * @throws dev.slipway.ledger.platform.problem.ProblemException if it is no such statement, or not of this release
     */
    public EvidenceResponse store(Candidate candidate, InputStream statement, String executor) throws IOException {
        String name = "rollback-rehearsal-" + candidate.environment().name();
        try (Spool file = Spool.of(statement, LARGEST)) {
            Contents contents = intake.rehearsal(file, candidate.release().artifactDigest());
            Optional<Evidence> known = service.find(candidate.release(), file.digest())
                    .filter(same -> same.kind() == Kind.REHEARSAL && same.name().equals(name));
            return EvidenceResponse.of(known.orElseGet(() -> service.add(
                    candidate.release(),
                    new AddEvidenceRequest(candidate.release().id(), name, Kind.REHEARSAL, file.digest()),
                    file,
                    contents,
                    executor,
                    Optional.empty())));
        }
    }
}
