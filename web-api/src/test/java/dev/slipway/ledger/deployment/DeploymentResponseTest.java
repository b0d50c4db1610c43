package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.record.Claimed;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeploymentResponseTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Claimed CLAIMED = new Claimed(
            new UUID(0, 1), "9fceb02d", "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", 4);

    private static final Service SHOP = new Service() {
        @Override
        public String name() {
            return "web-shop";
        }
    };

    private static final Environment PRODUCTION = new Environment() {
        @Override
        public String name() {
            return "production";
        }
    };

    private static final Release RELEASE = new Release() {
        @Override
        public UUID id() {
            return CLAIMED.releaseId();
        }

        @Override
        public Service service() {
            return SHOP;
        }

        @Override
        public String version() {
            return "1.0";
        }

        @Override
        public Optional<String> commit() {
            return Optional.ofNullable(CLAIMED.commit());
        }

        @Override
        public Digest artifactDigest() {
            return new Digest(CLAIMED.artifactDigest());
        }
    };

    @Test
    void isTheSameByEitherPath() {
        RecordDeploymentRequest request = new RecordDeploymentRequest(
                "web-shop",
                "1.0",
                "production",
                null,
                NOW.minusSeconds(12),
                NOW.minusSeconds(1),
                Outcome.SUCCEEDED,
                null,
                null,
                "Slow.");
        Recorder recorder = new Recorder("alice", false);
        Deployment deployment = new Deployment(RELEASE, PRODUCTION, request, recorder, NOW);
        deployment.ranWith(CLAIMED.configurationVersion());
        assertThat(DeploymentResponse.claimed(deployment.id(), CLAIMED, request, recorder, NOW))
                .isEqualTo(DeploymentResponse.of(deployment));
    }
}
