package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;

/**
 * Who asks for a deployment, and through which channel.
 *
 * @param name the account
 * @param channel the channel
 */
public record Requester(String name, Channel channel) {}
