package dev.slipway.ledger.policy.freeze;

import java.time.ZonedDateTime;

/**
 * A freeze in force.
 *
 * @param name its display name
 * @param until when it ends, in its own time zone
 */
public record ActiveFreeze(String name, ZonedDateTime until) {}
