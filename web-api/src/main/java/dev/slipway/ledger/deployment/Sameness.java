package dev.slipway.ledger.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two accounts are of one deployment: what a client claims and what a worker shows, or what two workers show.
 * That they name the same environment and the same account is given.
 */
final class Sameness {
    /** How far a client may err, or its clock be off, without the archive's digest to go by. */
    private static final Duration BEFORE = Duration.ofSeconds(5);

    private static final Duration AFTER = Duration.ofSeconds(60);

    /** And with it. Workers, too, are not served at the same moment. */
    private static final Duration WITH_DIGEST = Duration.ofMinutes(15);

    private Sameness() {}

    /** The longest time that can lie between two accounts of one deployment. */
    static Duration reach() {
        return WITH_DIGEST;
    }

    /**
     * What a client says that it did.
     *
     * @param service the service
     * @param startedAt when it began
     * @param finishedAt when it was over
     * @param outcome how it ended
     * @param artifactDigest the digest of the release
     */
    record Claim(
            UUID service,
            Instant startedAt,
            Instant finishedAt,
            Outcome outcome,
            @Nullable String artifactDigest) {

        static Claim of(Deployment deployment) {
            return new Claim(
                    deployment.service().id(),
                    deployment.startedAt(),
                    deployment.finishedAt(),
                    deployment.outcome(),
                    deployment.artifactDigest().orElse(null));
        }
    }

    /**
     * What a worker shows.
     *
     * @param service the service
     * @param isServiceGuessed whether it was guessed by the archive's name
     * @param archive the archive's name
     * @param operation what was done
     * @param finishedAt when it was over
     * @param outcome how it ended
     * @param artifactDigest the digest of the content, where it could be read
     */
    record Sight(
            UUID service,
            boolean isServiceGuessed,
            String archive,
            Operation operation,
            Instant finishedAt,
            Outcome outcome,
            @Nullable String artifactDigest) {

        static Sight of(Deployment deployment, boolean isServiceGuessed) {
            return new Sight(
                    deployment.service().id(),
                    isServiceGuessed,
                    deployment.archive().orElse(""),
                    deployment.operation(),
                    deployment.finishedAt(),
                    deployment.outcome(),
                    deployment.artifactDigest().orElse(null));
        }

        static Sight of(Observation observation, UUID service, boolean isServiceGuessed) {
            return new Sight(
                    service,
                    isServiceGuessed,
                    observation.archive(),
                    observation.operation(),
                    observation.finishedAt(),
                    observation.outcome(),
                    observation.artifactDigest());
        }
    }

    /** A client may call a deployment failed that the server took: it saw more. Never the other way round. */
    static boolean isSame(Claim claim, Sight sight) {
        if (!sight.operation().leavesRunning()
                || (claim.outcome() == Outcome.SUCCEEDED && sight.outcome() == Outcome.FAILED)
                || differ(claim.artifactDigest(), sight.artifactDigest())) {
            return false;
        }
        boolean isDigestSame = Objects.equals(claim.artifactDigest(), sight.artifactDigest());
        if (!isDigestSame && !sight.isServiceGuessed() && !claim.service().equals(sight.service())) {
            return false;
        }
        Duration before = isDigestSame ? WITH_DIGEST : BEFORE;
        return !sight.finishedAt().isBefore(claim.startedAt().minus(before))
                && !sight.finishedAt().isAfter(claim.finishedAt().plus(AFTER));
    }

    /** Two workers did the same, one after the other. */
    static boolean isSame(Sight one, Sight other) {
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

    /** How far a worker's account lies outside of what a client says. */
    static Duration distance(Claim claim, Instant finishedAt) {
        if (finishedAt.isBefore(claim.startedAt())) {
            return Duration.between(finishedAt, claim.startedAt());
        }
        return finishedAt.isAfter(claim.finishedAt())
                ? Duration.between(claim.finishedAt(), finishedAt)
                : Duration.ZERO;
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }
}
