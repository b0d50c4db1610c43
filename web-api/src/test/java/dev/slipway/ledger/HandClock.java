package dev.slipway.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves; nothing else does. */
public final class HandClock extends Clock {
    private Instant now;

    /** A clock that shows this time. */
    public HandClock(Instant now) {
        this.now = now;
    }

    /** Lets this time pass. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("in UTC only");
    }
}
