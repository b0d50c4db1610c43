package dev.slipway.ledger.deployment;

/**
 * On whose behalf the agent works.
 *
 * @param actor who asked
 * @param channel through which door
 */
record Order(String actor, Channel channel) {}
