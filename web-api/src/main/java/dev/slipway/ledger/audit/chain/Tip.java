package dev.slipway.ledger.audit.chain;

/**
 * Where the chain ends.
 *
 * @param position the last link's
 * @param hash the last link's
 */
public record Tip(long position, String hash) {}
