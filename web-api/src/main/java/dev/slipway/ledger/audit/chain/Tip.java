package dev.slipway.ledger.audit.chain;

/**
 * The end of the chain.
 *
 * @param position the last link's
 * @param hash the last link's
 */
public record Tip(long position, String hash) {}
