package dev.slipway.line.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeploymentTargetTest {
    @Test
    void productionNeedsNoMention() {
        DeploymentTarget production = new DeploymentTarget("shop", "production");
        assertThat(production.group()).isEqualTo("shop-production");
        assertThat(production.host()).isEqualTo("shop");
        assertThat(DeploymentTarget.option("production")).isEmpty();
    }

    @Test
    void anyOtherEnvironmentIsNamed() {
        DeploymentTarget staging = new DeploymentTarget("shop", "staging");
        assertThat(staging.group()).isEqualTo("shop-staging");
        assertThat(staging.host()).isEqualTo("shop-staging");
        assertThat(DeploymentTarget.option("staging")).isEqualTo(" --environment staging");
    }
}
