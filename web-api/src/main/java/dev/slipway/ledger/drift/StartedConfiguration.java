package dev.slipway.ledger.drift;

import dev.slipway.ledger.platform.text.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The start configuration of a server group's worker, as the agent last reported it.
 *
 * @param service the service that it runs
 * @param worker its name
 * @param askedAt when the agent queried the worker
 * @param start the digest of what it was started with; null if it did not report one
 * @param desired the digest that it should be started with; null if unknown, or while that is being changed
 * @param altered the manually changed files that it was started with: their digests by name
 * @param isAnswering whether it answered; if not, the other values are from its last answer
 * @param isSettled whether nothing is in progress that would change it: no deployment, restart or change of its group
 */
public record StartedConfiguration(
        String service,
        String worker,
        Instant askedAt,
        @Nullable String start,
        @Nullable String desired,
        SortedMap<String, String> altered,
        boolean isAnswering,
        boolean isSettled) {
    /** Used in place of an archive's name for the whole start configuration. */
    private static final String CONFIGURATION = "configuration";

    public StartedConfiguration {
        altered = Collections.unmodifiableSortedMap(new TreeMap<>(altered));
    }

    /** Whether it describes the worker as it is now. */
    boolean isKnown() {
        return isAnswering && desired != null;
    }

    /** All differences from the desired configuration. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (desired != null && !Objects.equals(start, desired)) {
            findings.add(finding(DriftKind.UNEXPECTED_CONFIGURATION, CONFIGURATION, start, desired));
        }
        for (Map.Entry<String, String> file : altered.entrySet()) {
            findings.add(finding(DriftKind.ALTERED_CONFIGURATION, file.getKey(), file.getValue(), null));
        }
        return findings;
    }

    /** The differences that count once they last; none while something is in progress that may end them. */
    public List<Finding> pendingFindings() {
        return isKnown() && isSettled ? findings() : List.of();
    }

    private Finding finding(DriftKind kind, String file, @Nullable String runs, @Nullable String expected) {
        return new Finding(kind, file, service, digest(runs), digest(expected));
    }

    private static Optional<Digest> digest(@Nullable String hex) {
        return Optional.ofNullable(hex).map(Digest::ofHex);
    }
}
