package dev.slipway.line.ledger.release;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Releases and their evidence. */
public final class Releases {
    private static final Duration UPLOAD = Duration.ofMinutes(2);

    private final Ledger ledger;

    /** For a ledger. */
    public Releases(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The release of a version, if it is on record. */
    public Optional<Release> find(String service, String version) {
        return ledger
                .get(
                        ApiPath.of("releases")
                                .with("service", service)
                                .with("version", version)
                                .with("limit", 1),
                        "the look for " + service + " " + version)
                .items("items")
                .stream()
                .findFirst()
                .map(Release::of);
    }

    /** The latest release of a service. */
    public List<Release> newest(String service, int limit) {
        return ledger
                .get(ApiPath.of("releases").with("service", service).with("limit", limit), "the releases of " + service)
                .items("items")
                .stream()
                .map(Release::of)
                .toList();
    }

    /** Records a release; empty if the version is already on record. */
    public Optional<Release> record(Json release) {
        String subject = "the release " + release.text("service") + " " + release.text("version");
        try {
            return Optional.of(Release.of(ledger.post(ApiPath.of("releases"), release, subject)));
        } catch (LedgerRefusedException e) {
            if (e.is("release-exists")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Adds a file to a release's evidence.
     *
     * @param digest the file's digest, which with the name and the kind makes this idempotent
     * @return the ledger's evaluation; empty if the file was already added
     */
    public Optional<Json> addEvidence(String releaseId, Path file, String name, String kind, String digest) {
        ApiPath path = ApiPath.of("releases/" + releaseId + "/evidence")
                .with("name", name)
                .with("kind", kind);
        Call call = Call.of("POST", path)
                .body("application/octet-stream", () -> content(file))
                .keyed("evidence-" + releaseId + "-" + kind + "-" + digest + "-" + Sha256.hex(name))
                .within(UPLOAD);
        try {
            Answer answer = ledger.forUploads().send(call);
            return Optional.of(ledger.expect(answer, name + " as evidence").json());
        } catch (LedgerRefusedException e) {
            if (e.is("evidence-exists")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static BodyPublisher content(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }
}
