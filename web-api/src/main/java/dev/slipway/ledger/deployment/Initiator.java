package dev.slipway.ledger.deployment;

/**
 * On whose behalf the agent acts.
 *
 * @param actor who asked
 * @param channel the channel through which they asked
 */
public record Initiator(String actor, Channel channel) {}
