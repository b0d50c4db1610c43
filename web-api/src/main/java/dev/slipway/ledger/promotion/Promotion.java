package dev.slipway.ledger.promotion;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.release.Release;
import java.util.Optional;

/**
 * A release that can go from one environment into another.
 *
 * @param candidate the release, and where to
 * @param from the source environment
 * @param there its deployment there, if it is live there now
 * @param replaced the release that it would replace, if one is live and known
 */
record Promotion(Candidate candidate, String from, Optional<Deployment> there, Optional<Release> replaced) {

    /** Whether this archive already runs in the target environment. */
    boolean isThereAlready() {
        return replaced.filter(release ->
                        release.artifactDigest().equals(candidate.release().artifactDigest()))
                .isPresent();
    }
}
