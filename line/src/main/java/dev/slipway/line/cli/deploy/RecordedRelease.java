package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.input.Commits;
import dev.slipway.line.cli.input.Git;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Release;
import dev.slipway.line.ledger.Releases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A recorded release.
 *
 * @param release the release
 * @param isNew whether it was just recorded
 */
public record RecordedRelease(Release release, boolean isNew) {

    /** Adds what Git knows of the commit: when it was made, and the commits since the latest release that it comes after. */
    static Json withCommits(Json wanted, Releases releases, Path folder) {
        wanted.find("commit").ifPresent(commit -> {
            Git git = new Git(folder);
            Commits.time(git, commit).ifPresent(time -> {
                wanted.with("mergedAt", time);
                Commits.since(git, earlier(releases, wanted), commit)
                        .ifPresent(commits -> wanted.withAll("commits", commits));
            });
        });
        return wanted;
    }

    private static List<String> earlier(Releases releases, Json wanted) {
        return releases.newest(wanted.text("service"), 50).stream()
                .filter(release -> !release.version().equals(wanted.text("version")))
                .flatMap(release -> release.commit().stream())
                .toList();
    }

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
