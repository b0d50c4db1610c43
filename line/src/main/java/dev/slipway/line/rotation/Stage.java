package dev.slipway.line.rotation;

/** How far a secret's rotation is: it follows from the files that are there, and from nothing else. */
enum Stage {
    /** No rotation is under way. */
    IDLE,
    /** There is a next value: whoever checks the secret may take it already, and nobody uses it yet. */
    PROPOSED,
    /** The next value has become the current one; whoever checks the secret may still take the former, and its users may still have it. */
    SWITCHED
}
