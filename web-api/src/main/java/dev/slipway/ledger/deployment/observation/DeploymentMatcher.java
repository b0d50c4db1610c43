package dev.slipway.ledger.deployment.observation;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.text.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether two reports describe the same deployment: a client's claim and a worker's observation, or two
 * workers' observations. Callers have already matched environment and account.
 */
public final class DeploymentMatcher {
    /** The tolerance for clock skew and a client's imprecise times, without a matching digest. */
    private static final Duration BEFORE = Duration.ofSeconds(5);

    private static final Duration AFTER = Duration.ofSeconds(60);

    /** The tolerance with a matching digest; it also covers a rollout that reaches one worker after the other. */
    private static final Duration WITH_DIGEST = Duration.ofMinutes(15);

    private DeploymentMatcher() {}

    /** The longest time between two reports of one deployment. */
    public static Duration tolerance() {
        return WITH_DIGEST;
    }

    /**
     * A deployment as a client claims it.
     *
     * @param startedAt when it began
     * @param finishedAt when it finished
     * @param outcome how it ended
     * @param artifactDigest the digest of the release
     */
    public record Claim(
            UUID service,
            Instant startedAt,
            Instant finishedAt,
            Outcome outcome,
            @Nullable Digest artifactDigest) {

        public static Claim of(Deployment deployment) {
            return new Claim(
                    deployment.service().id(),
                    deployment.startedAt(),
                    deployment.finishedAt(),
                    deployment.outcome(),
                    deployment.artifactDigest().orElse(null));
        }
    }

    /**
     * A deployment as observed on a worker.
     *
     * @param isServiceGuessed whether the service was derived from the archive's name
     * @param archive the archive's name
     * @param operation the management operation
     * @param finishedAt when it finished
     * @param outcome how it ended
     * @param artifactDigest the digest of the content; null if it could not be read
     */
    public record ObservedFacts(
            UUID service,
            boolean isServiceGuessed,
            String archive,
            Operation operation,
            Instant finishedAt,
            Outcome outcome,
            @Nullable Digest artifactDigest) {

        public static ObservedFacts of(Deployment deployment, boolean isServiceGuessed) {
            return new ObservedFacts(
                    deployment.service().id(),
                    isServiceGuessed,
                    deployment.archive().orElse(""),
                    deployment.operation(),
                    deployment.finishedAt(),
                    deployment.outcome(),
                    deployment.artifactDigest().orElse(null));
        }

        public static ObservedFacts of(Observation observation, UUID service, boolean isServiceGuessed) {
            return new ObservedFacts(
                    service,
                    isServiceGuessed,
                    observation.archive(),
                    observation.operation(),
                    observation.finishedAt(),
                    observation.outcome(),
                    observation.artifactDigest());
        }
    }

    /**
     * A request that the agent is carrying out.
     *
     * @param artifactDigest the digest of the release
     * @param claimedAt when the agent claimed it
     */
    public record Attempt(Digest artifactDigest, Instant claimedAt) {}

    /**
     * A client may report a deployment as failed that succeeded on the server, because it also probes; never the other
     * way round.
     */
    public static boolean matches(Claim claim, ObservedFacts observed) {
        if (!observed.operation().leavesRunning()
                || (claim.outcome() == Outcome.SUCCEEDED && observed.outcome() == Outcome.FAILED)
                || differ(claim.artifactDigest(), observed.artifactDigest())) {
            return false;
        }
        boolean isDigestSame = Objects.equals(claim.artifactDigest(), observed.artifactDigest());
        if (!isDigestSame && !observed.isServiceGuessed() && !claim.service().equals(observed.service())) {
            return false;
        }
        Duration before = isDigestSame ? WITH_DIGEST : BEFORE;
        return !observed.finishedAt().isBefore(claim.startedAt().minus(before))
                && !observed.finishedAt().isAfter(claim.finishedAt().plus(AFTER));
    }

    /** Whether two workers made the same change, one after the other. */
    public static boolean matches(ObservedFacts one, ObservedFacts other) {
        boolean isDigestSame =
                one.artifactDigest() != null && one.artifactDigest().equals(other.artifactDigest());
        return one.service().equals(other.service())
                && one.archive().equals(other.archive())
                && (one.operation() == other.operation()
                        || (one.operation().isDelivery() && other.operation().isDelivery()))
                && one.outcome() == other.outcome()
                && !differ(one.artifactDigest(), other.artifactDigest())
                && Duration.between(one.finishedAt(), other.finishedAt())
                                .abs()
                                .compareTo(isDigestSame ? WITH_DIGEST : AFTER)
                        <= 0;
    }

    /**
     * Whether a successful change of the archive between two that match shows that they are not the same: it was on the
     * later one's worker, or undid on another one what both brought.
     *
     * @param isOnWorker whether it was on the later one's worker
     * @param observed one of the two
     */
    public static boolean separates(ObservedFacts between, boolean isOnWorker, ObservedFacts observed) {
        boolean isUndoing =
                !between.operation().leavesRunning() || differ(between.artifactDigest(), observed.artifactDigest());
        return isOnWorker || (observed.operation().leavesRunning() && isUndoing);
    }

    /**
     * Whether two observations are of the same attempt, which may succeed on one worker and fail on another, and may be
     * repeated on one. An archive that the agent restores has another digest; a failed one has none.
     */
    public static boolean matches(Attempt attempt, ObservedFacts one, ObservedFacts other) {
        return one.service().equals(other.service())
                && one.archive().equals(other.archive())
                && isPartOf(attempt, one)
                && isPartOf(attempt, other);
    }

    /** Whether an observation is of this attempt. Callers have already matched the service. */
    public static boolean isPartOf(Attempt attempt, ObservedFacts observed) {
        return observed.operation().isDelivery()
                && !differ(attempt.artifactDigest(), observed.artifactDigest())
                && !observed.finishedAt().isBefore(attempt.claimedAt().minus(BEFORE));
    }

    /** Whether an observation is of the attempt whose result the agent has reported, whatever the outcome on that worker. */
    public static boolean isPartOf(Claim result, ObservedFacts observed) {
        return observed.operation().isDelivery()
                && result.service().equals(observed.service())
                && !differ(result.artifactDigest(), observed.artifactDigest())
                && distance(result, observed.finishedAt()).isZero();
    }

    /** How far an observation lies outside the claimed period; zero inside it. */
    public static Duration distance(Claim claim, Instant finishedAt) {
        if (finishedAt.isBefore(claim.startedAt())) {
            return Duration.between(finishedAt, claim.startedAt());
        }
        return finishedAt.isAfter(claim.finishedAt())
                ? Duration.between(claim.finishedAt(), finishedAt)
                : Duration.ZERO;
    }

    private static boolean differ(@Nullable Digest one, @Nullable Digest other) {
        return one != null && other != null && !one.equals(other);
    }
}
