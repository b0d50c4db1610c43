package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Decides which rollback is to be rehearsed. */
@ApplicationScoped
@Transactional
public class RehearsalService {
    private static final int DIGEST_SHOWN = Sha256.PREFIX.length() + 12;

    @Inject
    PolicyService policies;

    @Inject
    ServerGroupService groups;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ArchiveService archives;

    /**
     * Finds the target of the rollback to rehearse before a deployment.
     *
     * @return empty if the policy requires no rehearsal, the service has no database, or nothing, this same archive or one that may be
     *     another service's is live there
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Rehearsal> of(Candidate candidate) {
        String environment = candidate.environment().name();
        if (!policies.rules(candidate.environment()).isRollbackRehearsed()
                || !groups.hasDatabase(candidate.service(), environment)) {
            return Optional.empty();
        }
        return deployments
                .live(candidate.service(), environment)
                .filter(live -> live.release().filter(this::isOthers).isEmpty())
                .flatMap(live -> live.artifactDigest()
                        .filter(digest -> !digest.equals(candidate.release().artifactDigest()))
                        .map(digest -> new Rehearsal(digest.text(), version(live, digest))));
    }

    /** The rollback to rehearse before a request; never before one that itself goes back to what ran there. */
    Optional<Rehearsal> of(DeploymentRequest request) {
        Candidate candidate = request.candidate();
        boolean isReturn = request.isRollback() && deployments.mayReturn(candidate.release(), candidate.environment());
        boolean isPlain =
                !isReturn && !request.isConfigure() && request.syncId().isEmpty();
        return isPlain ? of(candidate) : Optional.empty();
    }

    /** Whether the archive that is kept may be another service's, since this one only claims it: that one is not to run here. */
    private boolean isOthers(Release release) {
        Digest digest = release.artifactDigest();
        return archives.isKept(digest) && !archives.isKept(release.id(), digest);
    }

    private static String version(Deployment live, Digest digest) {
        return live.release()
                .map(Release::version)
                .orElseGet(() -> digest.text().substring(0, DIGEST_SHOWN));
    }
}
