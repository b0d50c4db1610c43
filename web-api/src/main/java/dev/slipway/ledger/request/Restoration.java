package dev.slipway.ledger.request;

import dev.slipway.ledger.configuration.Snapshot;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The configuration that comes back with a rollback.
 *
 * @param version the version that the release last ran with
 * @param isInForce whether what is in force says the same, so that it stays
 */
record Restoration(int version, boolean isInForce) {

    /**
     * Decides.
     *
     * @param ran the version that the release last ran with there; empty where it never ran, or nobody knows
     * @param current the version in force; empty where there can be none
     * @param snapshots what a version has in it
     * @return empty where nobody knows what to bring back: then what is in force stays
     */
    static Optional<Restoration> of(Optional<Integer> ran, Optional<Integer> current, IntFunction<Snapshot> snapshots) {
        return current.flatMap(now -> ran.map(version -> new Restoration(
                version, version.equals(now) || snapshots.apply(version).isSameAs(snapshots.apply(now)))));
    }
}
