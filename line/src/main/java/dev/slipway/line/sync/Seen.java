package dev.slipway.line.sync;

import dev.slipway.line.digest.Digest;
import java.util.Optional;

/**
 * A deployment of an archive on record.
 *
 * @param version its release's version; empty if it is of no known release
 * @param digest the archive's digest; empty if it was no longer readable
 * @param isRunningAfter whether the archive ran after it
 * @param workers the number of workers that it was seen on
 */
public record Seen(
        String service, Optional<String> version, Optional<Digest> digest, boolean isRunningAfter, int workers) {}
