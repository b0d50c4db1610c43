package dev.slipway.ledger.gate;

import java.time.Instant;

/**
 * An event of a service in the previous environment that affects how long a release has soaked there.
 *
 * @param kind what happened
 * @param at when it finished
 * @param what the version that was deployed, or the kind of drift; empty if unknown
 */
record SoakEvent(Kind kind, Instant at, String what) {

    /** The kinds of events, as the query names them. */
    enum Kind {
        /** The release was deployed. */
        DEPLOYED,
        /** The release was restored by a rollback of another one. */
        PUT_BACK,
        /** Another archive was deployed in its place. */
        REPLACED,
        /** It was rolled back to another release. */
        ROLLED_BACK,
        /** The service was taken off. */
        TAKEN_OFF,
        /** A deployment failed. */
        FAILED,
        /** The release's deployment was marked as needing intervention. */
        INTERVENED,
        /** The mark was removed. When it had been set is no longer known. */
        UNMARKED,
        /** Drift was detected. */
        DRIFT_BEGAN,
        /** It is over, or was explained. */
        DRIFT_ENDED
    }
}
