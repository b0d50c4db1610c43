package dev.slipway.ledger.audit;

/**
 * Where the chain ends.
 *
 * @param position the last link's
 * @param hash the last link's
 */
record Tip(long position, String hash) {}
