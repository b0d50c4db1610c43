package dev.slipway.ledger.policy;

import java.time.ZonedDateTime;

/**
 * A freeze that holds.
 *
 * @param name what people call it
 * @param until when it will be over, by its own clocks
 */
public record Frozen(String name, ZonedDateTime until) {}
