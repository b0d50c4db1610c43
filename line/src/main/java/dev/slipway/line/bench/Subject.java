package dev.slipway.line.bench;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Release;
import dev.slipway.line.ledger.Releases;
import dev.slipway.line.ledger.Services;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What in the ledger is asked for and recorded again and again. */
record Subject(Ledger ledger) {
    private static final String NAME = "bench";
    private static final String DIGEST_OF_NOTHING =
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** The newest deployment. */
    String deployment() {
        return ledger.get(ApiPath.of("deployments").with("limit", 1), "the newest deployment").items("items").stream()
                .findFirst()
                .map(deployment -> deployment.text("id"))
                .orElseThrow(() ->
                        new CallException("The ledger has no deployment to ask for.", "Make one: ./slipway deploy"));
    }

    /** The recording of a deployment that was then; nothing where there is no environment for it. */
    Optional<Workload> recording(Instant then) {
        return version()
                .map(version -> new Workload(
                        "POST deployments",
                        "POST",
                        "/api/v1/deployments",
                        Optional.of(deployment(version, then.truncatedTo(ChronoUnit.SECONDS))
                                .toString())));
    }

    private static Json deployment(String version, Instant then) {
        return Json.object()
                .with("service", NAME)
                .with("version", version)
                .with("environment", NAME)
                .with("channel", "pipeline")
                .with("startedAt", then)
                .with("finishedAt", then)
                .with("outcome", "succeeded");
    }

    private Optional<String> version() {
        if (ledger.find(ApiPath.of("environments/" + NAME), "the look for the environment " + NAME)
                .isEmpty()) {
            return Optional.empty();
        }
        Releases releases = new Releases(ledger);
        return releases.newest(NAME, 1).stream()
                .findFirst()
                .map(Release::version)
                .or(() -> {
                    new Services(ledger).register(NAME, "Measurements");
                    return releases.record(Json.object()
                                    .with("service", NAME)
                                    .with("version", "1")
                                    .with("artifactDigest", DIGEST_OF_NOTHING))
                            .map(Release::version);
                });
    }
}
