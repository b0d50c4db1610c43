package dev.slipway.ledger.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.answer.ReasonCode;
import org.junit.jupiter.api.Test;

/** What the next release writes while it is deployed, this one reads. */
class NextReleaseTest {

    @Test
    void mayHaveMoreStates() {
        State paused = new State.Column().convertToEntityAttribute("paused");
        assertThat(paused).isEqualTo(State.UNKNOWN);
        assertThat(State.UNKNOWN.isOpen()).isFalse();
        assertThat(new State.Column().convertToEntityAttribute("running")).isEqualTo(State.RUNNING);
        assertThat(State.of("unknown")).isEqualTo(State.UNKNOWN);
    }

    @Test
    void mayHaveMoreReasons() {
        Reasons reasons = requireNonNull(new Reasons.Column().convertToEntityAttribute("""
                        [{"code":"full-moon","detail":"It is full moon.","later":1},{"code":"frozen","detail":"It is Friday."}]"""));
        assertThat(reasons.items())
                .extracting(reason -> reason.code())
                .containsExactly(ReasonCode.UNKNOWN, ReasonCode.FROZEN);
        assertThat(reasons.items().get(0).detail()).isEqualTo("It is full moon.");
    }
}
