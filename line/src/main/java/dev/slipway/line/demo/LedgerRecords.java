package dev.slipway.line.demo;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Call;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
import dev.slipway.line.ledger.request.Requests;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The records that a pipeline adds to the ledger for a delivery. */
record LedgerRecords(Ledger ledger, Instant now) {
    private static final String COMMIT = "5eed0c0ffee5eed0c0ffee5eed0c0ffee5eed0c0";

    /** Records the release with its tests, unless it exists. */
    void release(Delivery delivery, War war) {
        new Releases(ledger).record(body(delivery, war)).ifPresent(release -> addTests(release, delivery));
    }

    private Json body(Delivery delivery, War war) {
        String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return Json.object()
                .with("service", delivery.service())
                .with("version", delivery.version())
                .with("artifactDigest", war.digest())
                .with("commit", COMMIT)
                .with("builtAt", at)
                .with("mergedAt", at)
                .with("sourceUrl", "https://git.example.org/shop/" + delivery.service())
                .withAll(
                        "commits",
                        List.of(Json.object()
                                .with("sha", COMMIT)
                                .with("title", "Say the price with tax")
                                .with("author", "bob")
                                .with("committedAt", at)));
    }

    private void addTests(Release release, Delivery delivery) {
        String name = "TEST-dev.example.ShopIT.xml";
        ApiPath path = ApiPath.of("releases/" + release.id() + "/evidence").with("name", name);
        Call call = Call.of("POST", path)
                .text("application/xml", delivery.report())
                .keyed(UUID.randomUUID().toString());
        ledger.expect(ledger.send(call), name + " as evidence");
    }

    /** Requests the deployment to production, whatever the gate decides. */
    void request(Delivery delivery) {
        new Requests(ledger)
                .create(Json.object()
                        .with("service", delivery.service())
                        .with("version", delivery.version())
                        .with("environment", Story.PRODUCTION)
                        .with("channel", "pipeline")
                        .with("comment", "The prices with tax, as agreed."));
    }
}
