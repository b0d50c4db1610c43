package dev.slipway.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentNoticeTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void namesThePersonWhoRanThePipeline() {
        Notice notice = DeploymentNotice.of(deployment("service-account-pipeline-shop", "alice"), true);
        assertThat(notice.title()).isEqualTo("shop 1.0 failed in production");
        assertThat(notice.detail()).isEqualTo("By alice (pipeline-shop), pipeline.\nNo price list");
    }

    @Test
    void namesTheAccountWhereNoPipelineRanOrNobodyKnowsWhoRanIt() {
        assertThat(DeploymentNotice.of(deployment("bob", null), true).detail()).startsWith("By bob, pipeline.");
        assertThat(DeploymentNotice.of(deployment("service-account-pipeline-shop", null), true)
                        .detail())
                .startsWith("By service-account-pipeline-shop, pipeline.");
    }

    private static DeploymentResponse deployment(String actor, @Nullable String triggeredBy) {
        return new DeploymentResponse(
                new UUID(0, 1),
                "shop",
                "production",
                null,
                "1.0",
                null,
                null,
                null,
                Operation.DEPLOY,
                Channel.PIPELINE,
                actor,
                null,
                NOW,
                NOW,
                NOW,
                Outcome.FAILED,
                List.of("worker-1"),
                false,
                null,
                null,
                triggeredBy,
                null,
                DeploymentKind.DEPLOY,
                null,
                null,
                "No price list",
                null,
                null);
    }
}
