package dev.slipway.ledger.policy.freeze;

import java.time.ZonedDateTime;

/**
 * A freeze or a window that has not begun.
 *
 * @param name its display name
 * @param from when it begins, in its own time zone
 */
public record UpcomingFreeze(String name, ZonedDateTime from) {}
