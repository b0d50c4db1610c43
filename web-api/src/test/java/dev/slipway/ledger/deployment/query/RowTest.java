package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void becomesAResponseWithNames() {
        assertThat(response(null))
                .extracting(
                        DeploymentResponse::id,
                        DeploymentResponse::service,
                        DeploymentResponse::environment,
                        DeploymentResponse::releaseId,
                        DeploymentResponse::triggeredBy,
                        DeploymentResponse::comment)
                .containsExactly(
                        new UUID(0, 1),
                        "web-shop",
                        "production",
                        new UUID(0, 4),
                        "jane",
                        "Needs the new tax rates today.");
    }

    @Test
    void namesEachSourceOnceInOrder() {
        assertThat(response("watcher,api,audit-log,api,watcher").witnesses())
                .containsExactly("api", "audit-log", "watcher");
        assertThat(response("").witnesses()).isEmpty();
        assertThat(response(null).witnesses()).isNull();
    }

    private static DeploymentResponse response(@Nullable String sources) {
        return row(sources).response("web-shop", "production");
    }

    static Row row(@Nullable String sources) {
        return new Row(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                new UUID(0, 4),
                null,
                null,
                null,
                null,
                Operation.DEPLOY,
                Channel.PIPELINE,
                "alice",
                null,
                NOW,
                NOW,
                NOW,
                Outcome.SUCCEEDED,
                new String[] {"worker-1"},
                false,
                null,
                null,
                DeploymentKind.DEPLOY,
                null,
                null,
                null,
                "jane",
                "Needs the new tax rates today.",
                null,
                sources);
    }
}
