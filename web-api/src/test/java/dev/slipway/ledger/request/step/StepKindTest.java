package dev.slipway.ledger.request.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepKindTest {
    /** What the next release writes while it is deployed, this one reads. */
    @Test
    void readsAKindOfALaterReleaseAsAWarning() {
        assertThat(new StepKind.Column().convertToEntityAttribute("skipped")).isEqualTo(StepKind.WARNING);
        assertThat(new StepKind.Column().convertToEntityAttribute("done")).isEqualTo(StepKind.DONE);
    }
}
