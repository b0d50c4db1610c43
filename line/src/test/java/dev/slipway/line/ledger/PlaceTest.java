package dev.slipway.line.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {
    @Test
    void productionNeedsNoMention() {
        Place production = new Place("shop", "production");
        assertThat(production.group()).isEqualTo("shop-production");
        assertThat(production.host()).isEqualTo("shop");
        assertThat(Place.option("production")).isEmpty();
    }

    @Test
    void anyOtherEnvironmentIsNamed() {
        Place staging = new Place("shop", "staging");
        assertThat(staging.group()).isEqualTo("shop-staging");
        assertThat(staging.host()).isEqualTo("shop-staging");
        assertThat(Place.option("staging")).isEqualTo(" --environment staging");
    }
}
