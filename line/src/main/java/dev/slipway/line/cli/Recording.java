package dev.slipway.line.cli;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Release;
import dev.slipway.line.ledger.Releases;
import java.util.Optional;

/**
 * A release that is on record.
 *
 * @param release the release
 * @param isNew whether it was not before
 */
record Recording(Release release, boolean isNew) {

    /** Records a release, unless it is on record. With another archive it is not: a release never changes. */
    static Recording record(Releases releases, Json wanted) {
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
        return new Recording(release, made.isPresent());
    }
}
