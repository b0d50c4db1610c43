package dev.slipway.line.cli.release;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.ledger.release.Release;

/** A release cannot be recorded: it is on record with another archive. */
final class OtherArchiveFailure extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Release release;

    /**
     * Says both digests.
     *
     * @param release as it is on record
     * @param digest that of the archive that was to be recorded
     */
    OtherArchiveFailure(Release release, String digest) {
        super(
                release.service() + " " + release.version() + " is on record with another archive, "
                        + release.artifactDigest() + ".",
                "A release never changes: give this archive, " + digest + ", another version.");
        this.release = release;
    }

    /** The release as it is on record. */
    Release release() {
        return release;
    }
}
