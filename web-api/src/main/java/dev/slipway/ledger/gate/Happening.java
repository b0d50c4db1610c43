package dev.slipway.ledger.gate;

import java.time.Instant;

/**
 * Something that happened to a service in the environment before.
 *
 * @param kind what
 * @param at when it was over
 * @param what the version that was deployed, or the kind of drift; empty where that is not known
 */
record Happening(Kind kind, Instant at, String what) {

    /** What can happen; as the query says it. */
    enum Kind {
        /** The release was deployed. */
        DEPLOYED,
        /** The release was put back, in the place of another. */
        PUT_BACK,
        /** Another archive was deployed in its place. */
        REPLACED,
        /** It was rolled back to another release. */
        ROLLED_BACK,
        /** The service was taken off. */
        TAKEN_OFF,
        /** A deployment failed. */
        FAILED,
        /** Somebody said that the release's deployment needed intervention. */
        INTERVENED,
        /** Drift was detected. */
        DRIFT_BEGAN,
        /** It is over, or somebody explained it. */
        DRIFT_ENDED
    }
}
