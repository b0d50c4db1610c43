package dev.slipway.ledger.policy.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the next release writes while it is deployed, this one reads. */
class NextReleaseTest {

    @Test
    void mayKnowMoreOfAFreeze() {
        assertThat(new Freezes.Column().convertToEntityAttribute("""
                        [{"name":"Weekend","zone":"UTC","days":["FRIDAY"],"from":"16:00","until":"23:59","later":{"a":1}}]"""))
                .isEqualTo(new Freezes(
                        List.of(new Freeze("Weekend", "UTC", List.of(DayOfWeek.FRIDAY), "16:00", "23:59"))));
    }
}
