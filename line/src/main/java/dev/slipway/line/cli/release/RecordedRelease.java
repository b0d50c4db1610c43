package dev.slipway.line.cli.release;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.input.build.Commits;
import dev.slipway.line.cli.input.build.Git;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
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

    /**
     * Adds facts from Git: the commit's time, and the commits since the latest release before it. The gate orders
     * releases by {@code builtAt}, so that is the commit's time, too: by build time, an older commit built later would
     * replace a newer one. Slipway's own releases keep their build time there: an upgrade may go to a commit older than
     * the live build.
     */
    public static Json withCommits(Json request, Releases releases, Path folder) {
        request.find("commit").ifPresent(commit -> {
            Git git = new Git(folder);
            Commits.time(git, commit).ifPresent(time -> {
                request.with("mergedAt", time);
                if (!request.text("service").equals(Services.LEDGER)) {
                    request.with("builtAt", time);
                }
                Commits.since(git, earlier(releases, request), commit)
                        .ifPresent(commits -> request.withAll("commits", commits));
            });
        });
        return request;
    }

    /** Whether it names a commit and says nothing of the commits since an earlier release, though there is one that names its own. */
    static boolean lacksCommits(Json request, Releases releases) {
        return request.has("commit")
                && !request.has("commits")
                && !earlier(releases, request).isEmpty();
    }

    private static List<String> earlier(Releases releases, Json request) {
        return releases.newest(request.text("service"), 50).stream()
                .filter(release -> !release.version().equals(request.text("version")))
                .flatMap(release -> release.commit().stream())
                .toList();
    }

    /**
     * Records a release, unless it exists with the same archive.
     *
     * @throws OtherArchiveFailure if it exists with another
     */
    public static RecordedRelease record(Releases releases, Json request) {
        String service = request.text("service");
        String version = request.text("version");
        Optional<Release> known = releases.find(service, version);
        Optional<Release> created = known.isPresent() ? Optional.empty() : releases.record(request);
        Release release = known.or(() -> created)
                .or(() -> releases.find(service, version))
                .orElseThrow(() -> new Failure(
                        "The ledger contradicts itself about " + service + " " + version + ".", "Try again."));
        if (!release.artifactDigest().equals(request.text("artifactDigest"))) {
            throw new OtherArchiveFailure(release, request.text("artifactDigest"));
        }
        return new RecordedRelease(release, created.isPresent());
    }
}
