package dev.slipway.ledger.deployment.record;

import java.time.Instant;

/** A request body with a start and an end. Either may be null; {@code @NotNull} reports that. */
public interface HasPeriod {
    Instant startedAt();

    Instant finishedAt();
}
