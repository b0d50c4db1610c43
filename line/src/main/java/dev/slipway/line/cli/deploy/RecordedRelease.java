package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Release;
import dev.slipway.line.ledger.Releases;
import java.util.Optional;

/**
 * A recorded release.
 *
 * @param release the release
 * @param isNew whether it was just recorded
 */
public record RecordedRelease(Release release, boolean isNew) {

    /** Records a release, unless it exists with the same archive; fails if it exists with another. */
    static RecordedRelease record(Releases releases, Json wanted) {
        String service = wanted.text("service");
        String version = wanted.text("version");
        Optional<Release> known = releases.find(service, version);
        Optional<Release> made = known.isPresent() ? Optional.empty() : releases.record(wanted);
        Release release = known.or(() -> made)
                .or(() -> releases.find(service, version))
                .orElseThrow(
                        () -> new Failure("The ledger has and has not " + service + " " + version + ".", "Ask again."));
        if (!release.artifactDigest().equals(wanted.text("artifactDigest"))) {
            throw new Failure(
                    service + " " + version + " is on record with another archive, " + release.artifactDigest() + ".",
                    "A release never changes: give this archive, " + wanted.text("artifactDigest")
                            + ", another version.");
        }
        return new RecordedRelease(release, made.isPresent());
    }
}
