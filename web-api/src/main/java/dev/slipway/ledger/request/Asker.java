package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;

/**
 * In whose name a deployment is asked for, and through which door.
 *
 * @param name the account
 * @param channel the door
 */
record Asker(String name, Channel channel) {}
