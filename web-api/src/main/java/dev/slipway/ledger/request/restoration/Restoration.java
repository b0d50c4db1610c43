package dev.slipway.ledger.request.restoration;

import dev.slipway.ledger.configuration.content.Snapshot;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The configuration that a rollback restores.
 *
 * @param version the version that the release last ran with
 * @param isInForce whether the configuration in force is the same, so that it stays
 */
record Restoration(int version, boolean isInForce) {

    /**
     * Decides.
     *
     * @param ran the version that the release last ran with there; empty if it never ran there, or unknown
     * @param dropped the version that was made when the data were dropped there; 0 if they never were
     * @param current the version in force; empty if there can be none
     * @param snapshots gives the content of a version
     * @return empty if the version to restore is unknown, or went with the data: then the one in force stays
     */
    static Optional<Restoration> of(
            Optional<Integer> ran, int dropped, Optional<Integer> current, IntFunction<Snapshot> snapshots) {
        Optional<Integer> known = ran.filter(version -> version >= dropped);
        return current.flatMap(now -> known.map(version -> new Restoration(
                version, version.equals(now) || snapshots.apply(version).isSameAs(snapshots.apply(now)))));
    }
}
