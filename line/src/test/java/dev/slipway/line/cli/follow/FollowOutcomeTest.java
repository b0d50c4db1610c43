package dev.slipway.line.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowOutcomeTest {
    private static final Optional<String> LIVE = Optional.of("1.3.0");
    private static final Optional<String> PAGE = Optional.of("https://line.test/deployments/?id=deployment-1");

    private static DeploymentRequest request(@Nullable String failure) {
        return DeploymentRequest.of(Json.object()
                .with("id", "request-1")
                .with("service", "shop")
                .with("version", "1.4.0")
                .with("releaseId", "release-1")
                .with("environment", "production")
                .with("actor", "bob")
                .with("state", "done")
                .with("failure", failure));
    }

    @Test
    void saysWhereItIsLive() {
        DeploymentRequest request = request(null);
        assertThat(FollowOutcome.succeeded(request, 0, Optional.empty())).isEqualTo("shop 1.4.0 is live in production");
        assertThat(FollowOutcome.succeeded(request, 1, Optional.empty())).endsWith(" production on 1 worker");
        assertThat(FollowOutcome.succeeded(request, 2, Optional.of(URI.create("https://shop.line.test"))))
                .endsWith(" production on 2 workers: https://shop.line.test");
    }

    @Test
    void saysWhyItDoesNotRunAndWhatDoes() {
        Failure failure = FollowOutcome.failed(request("ShopDS is missing\n[shop.war.env]"), LIVE, false, PAGE);
        assertThat(failure.what()).isEqualTo("shop 1.4.0 does not run in production: ShopDS is missing.");
        assertThat(failure.remedy())
                .isEqualTo("Running as before: shop 1.3.0. Details: https://line.test/deployments/?id=deployment-1");
    }

    @Test
    void saysThatNotEveryWorkerIsBack() {
        Failure failure = FollowOutcome.failed(request("ShopDS is missing"), LIVE, true, PAGE);
        assertThat(failure.remedy())
                .startsWith("Not every worker is rolled back to shop 1.3.0: slipway services show shop. Details: ");
    }

    @Test
    void saysThatNothingRuns() {
        Failure failure = FollowOutcome.failed(request(null), Optional.empty(), true, Optional.empty());
        assertThat(failure.what()).endsWith(": the agent does not say why.");
        assertThat(failure.remedy()).isEqualTo("No release of it is live.");
    }

    @Test
    void endsASentenceOnce() {
        Failure failure = FollowOutcome.failed(request("alice gave it up."), LIVE, false, PAGE);
        assertThat(failure.what()).endsWith(": alice gave it up.");
    }
}
