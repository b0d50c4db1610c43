package dev.slipway.line.sync;

import java.util.Optional;

/**
 * One of the deployments of an archive, as the ledger has it.
 *
 * @param version its release's; none where no release accounts for it
 * @param digest the archive's; none where it could not be read any more
 * @param isRunningAfter whether the archive ran after it
 * @param workers on how many workers it was seen
 */
public record Seen(
        String service, Optional<String> version, Optional<String> digest, boolean isRunningAfter, int workers) {}
