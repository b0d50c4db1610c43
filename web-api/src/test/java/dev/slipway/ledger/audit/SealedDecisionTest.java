package dev.slipway.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.text.Sha256;
import org.junit.jupiter.api.Test;

class SealedDecisionTest {
    private static final String DENIED = "{\"decision\": \"deny\"}";
    private static final String ALLOWED = "{\"decision\": \"allow\"}";

    @Test
    void isWhatWasLinked() {
        SealedDecision decision = new SealedDecision(DENIED, Sha256.hex(DENIED));
        assertThat(decision.isLinked()).isTrue();
        assertThat(decision.linkedText()).contains(DENIED);
    }

    /** As the owner of the database could have the line sign what the gate never said. */
    @Test
    void isNotWhatWasLinked() {
        SealedDecision decision = new SealedDecision(ALLOWED, Sha256.hex(DENIED));
        assertThat(decision.isLinked()).isTrue();
        assertThat(decision.linkedText()).isEmpty();
    }

    @Test
    void isNotLinkedYet() {
        SealedDecision decision = new SealedDecision(ALLOWED, null);
        assertThat(decision.isLinked()).isFalse();
        assertThat(decision.linkedText()).isEmpty();
    }

    /** After a way back to this version. */
    @Test
    void hasAFormatThatOnlyALaterVersionKnows() {
        assertThat(new SealedDecision(null, Sha256.hex(DENIED)).linkedText()).isEmpty();
    }
}
