package dev.slipway.ledger.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {

    @Test
    void comesBackAsItWentOut() {
        Place place = new Place(7, "staging");

        assertThat(place.toString()).isEqualTo("0007staging").matches(Place.FORM);
        assertThat(Place.parse(place.toString())).isEqualTo(place);
    }

    @Test
    void standsBeforeEveryEnvironmentAtTheStart() {
        assertThat(Place.parse(null).rank()).isNegative();
    }
}
