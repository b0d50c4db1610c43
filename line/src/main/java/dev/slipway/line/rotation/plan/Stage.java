package dev.slipway.line.rotation.plan;

/** The stage of a secret's rotation, which is determined by its files alone. */
public enum Stage {
    /** No rotation is in progress. */
    IDLE,
    /** There is a next value: the checker may already accept it, but nothing depends on it yet. */
    PROPOSED,
    /** The next value has become the current one; the checker may still accept the former, and users may still have it. */
    SWITCHED
}
