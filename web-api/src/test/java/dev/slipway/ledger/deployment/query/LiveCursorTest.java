package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveCursorTest {

    @Test
    void isReadAsItIsWritten() {
        LiveCursor place = new LiveCursor("web-shop", "production");
        assertThat(place).hasToString("web-shop.production");
        assertThat(place.toString()).matches(LiveCursor.FORM);
        assertThat(LiveCursor.parse(place.toString())).isEqualTo(place);
        assertThat(LiveCursor.parse(null)).isNull();
    }
}
