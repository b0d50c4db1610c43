package dev.slipway.ledger;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes identities that sort by the time they were made at: UUIDs of version 7 (RFC 9562), whose 12 bits after the
 * millisecond are a finer part of the time. New rows then go to the end of an index and not all over it.
 */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 2L << 62;

    private Uuid7() {}

    /** A new identity, made at this time. */
    public static UUID at(Instant time) {
        long fraction = (time.getNano() % NANOS_PER_MILLI) * 4096L / NANOS_PER_MILLI;
        long random = RANDOM.nextLong() >>> 2;
        return new UUID(time.toEpochMilli() << 16 | VERSION | fraction, VARIANT | random);
    }
}
