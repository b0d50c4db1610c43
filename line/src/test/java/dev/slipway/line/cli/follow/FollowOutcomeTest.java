package dev.slipway.line.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowOutcomeTest {
    private static final Optional<String> LIVE = Optional.of("1.3.0");
    private static final Optional<String> PAGE = Optional.of("https://line.test/deployments/?id=deployment-1");

    private static DeploymentRequest request(@Nullable String failure) {
        return request("done", failure);
    }

    private static DeploymentRequest request(String state, @Nullable String failure) {
        return DeploymentRequest.of(Json.object()
                .with("id", "request-1")
                .with("service", "shop")
                .with("version", "1.4.0")
                .with("releaseId", "release-1")
                .with("environment", "production")
                .with("actor", "bob")
                .with("state", state)
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

    @ParameterizedTest
    @CsvSource({
        "waiting, 4, 'The request stays open: once it is allowed, the agent carries it out.'",
        "allowed, 1, The deployment continues.",
        "running, 1, The deployment continues."
    })
    void saysThatItGoesOnWithoutItsCaller(String state, int code, String how) {
        CallException why = new CallException("The ledger does not answer.", "Is it up?");
        Failure failure = FollowOutcome.unfollowed(request(state, null), why);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.what()).isEqualTo("The ledger does not answer.");
        assertThat(failure.remedy()).isEqualTo(how + " To follow it: slipway status shop Is it up?");
    }

    @Test
    void saysThatNobodyHasStartedIt() {
        Failure failure = FollowOutcome.notStarted(request("allowed", null), Duration.ofMinutes(2));
        assertThat(failure.code()).isEqualTo(ExitCode.WAITING);
        assertThat(failure.what()).isEqualTo("The agent has not started shop 1.4.0 within 2 min.");
        assertThat(failure.remedy()).isEqualTo("The request stays open. To follow it: slipway status shop");
    }
}
