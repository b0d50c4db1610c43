package dev.slipway.ledger.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankCursorTest {

    @Test
    void comesBackAsItWentOut() {
        RankCursor place = new RankCursor(7, "staging");

        assertThat(place.toString()).isEqualTo("0007staging").matches(RankCursor.FORM);
        assertThat(RankCursor.parse(place.toString())).isEqualTo(place);
    }

    @Test
    void standsBeforeEveryEnvironmentAtTheStart() {
        assertThat(RankCursor.parse(null).rank()).isNegative();
    }
}
