package dev.slipway.ledger.drift;

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
 * What a worker of a server group was started with, as the agent last heard it.
 *
 * @param service the service that it runs
 * @param worker its name
 * @param askedAt when the agent asked it
 * @param start a digest of what it was started with; null where it was not told
 * @param wanted the same of what it is to be started with; null while that is being changed, or where nobody says
 * @param altered the files that it was started with and that had been changed by hand, by name; digests of what they were
 * @param isAnswering whether it answered then; what else is said is of when it last did
 * @param isSettled whether nothing is under way that would change it: no deployment, no restart, no making of its group
 */
record Start(
        String service,
        String worker,
        Instant askedAt,
        @Nullable String start,
        @Nullable String wanted,
        SortedMap<String, String> altered,
        boolean isAnswering,
        boolean isSettled) {
    /** What stands for all that it was started with, in the place of an archive. */
    private static final String CONFIGURATION = "configuration";

    /** Keeps a copy. */
    Start {
        altered = Collections.unmodifiableSortedMap(new TreeMap<>(altered));
    }

    /** Whether it says how the worker is now. */
    boolean isKnown() {
        return isAnswering && wanted != null;
    }

    /** Everything in which it differs from what the worker is to be started with. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (wanted != null && !Objects.equals(start, wanted)) {
            findings.add(finding(DriftKind.UNEXPECTED_CONFIGURATION, CONFIGURATION, start, wanted));
        }
        for (Map.Entry<String, String> file : altered.entrySet()) {
            findings.add(finding(DriftKind.ALTERED_CONFIGURATION, file.getKey(), file.getValue(), null));
        }
        return findings;
    }

    /** Those that count once they last: what is under way may be what ends them. */
    List<Finding> suspicious() {
        return isKnown() && isSettled ? findings() : List.of();
    }

    private Finding finding(DriftKind kind, String file, @Nullable String runs, @Nullable String expected) {
        return new Finding(kind, file, service, digest(runs), digest(expected));
    }

    private static Optional<String> digest(@Nullable String hex) {
        return Optional.ofNullable(hex).map("sha256:"::concat);
    }
}
