package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LivePlaceTest {

    @Test
    void isReadAsItIsWritten() {
        LivePlace place = new LivePlace("web-shop", "production");
        assertThat(place).hasToString("web-shop.production");
        assertThat(place.toString()).matches(LivePlace.FORM);
        assertThat(LivePlace.parse(place.toString())).isEqualTo(place);
        assertThat(LivePlace.parse(null)).isNull();
    }
}
