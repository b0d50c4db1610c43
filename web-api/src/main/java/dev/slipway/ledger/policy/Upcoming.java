package dev.slipway.ledger.policy;

import java.time.ZonedDateTime;

/**
 * A freeze or a window that is to begin.
 *
 * @param name what people call it
 * @param from when it begins, by its own clocks
 */
public record Upcoming(String name, ZonedDateTime from) {}
