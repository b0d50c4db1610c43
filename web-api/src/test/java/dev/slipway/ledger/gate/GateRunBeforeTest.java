package dev.slipway.ledger.gate;

import static dev.slipway.ledger.gate.GateScene.NOW;
import static dev.slipway.ledger.gate.GateScene.RELEASE;
import static dev.slipway.ledger.gate.GateScene.codes;
import static dev.slipway.ledger.gate.GateScene.contributors;
import static dev.slipway.ledger.gate.GateScene.decide;
import static dev.slipway.ledger.gate.GateScene.facts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.policy.AttestationKeys;
import dev.slipway.ledger.policy.Rules;
import dev.slipway.ledger.policy.freeze.Freezes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate requires of a release that it has run in another environment before, for as long as the policy says. */
class GateRunBeforeTest {
    @Test
    void requiresWhatRanBefore() {
        Rules plain = from(null);
        assertThat(codes(before(plain))).containsExactly(ReasonCode.NOT_RUN_BEFORE);
        assertThat(decide(before(plain))).isEqualTo(Decision.WAIT);
        assertThat(Gate.reasons(before(plain)).get(0).detail())
                .isEqualTo(
                        "2.0 has not run in staging, where releases for production must have run before. Deploy it there first.");
        SoakEvent failed = event(SoakEvent.Kind.FAILED, "2026-11-27T10:00:00Z", "2.0");
        assertThat(codes(before(plain, failed))).containsExactly(ReasonCode.NOT_RUN_BEFORE);
        SoakEvent ran = event(SoakEvent.Kind.DEPLOYED, "2026-11-27T10:00:00Z", "2.0");
        assertThat(codes(before(plain, ran, failed))).isEmpty();
    }

    @Test
    void requiresNoRunBeforeWithoutPromotion() {
        Rules rules = from("PT2H").withoutPromotion();
        assertThat(codes(before(rules))).isEmpty();
        assertThat(rules.soakTime()).isEmpty();
        assertThat(rules.version()).isEqualTo(from("PT2H").version());
    }

    @Test
    void letsItSoak() {
        SoakEvent ran = event(SoakEvent.Kind.DEPLOYED, "2026-11-27T15:00:01Z", "2.0");
        GateFacts soaking = before(from("PT2H"), ran);
        assertThat(codes(soaking)).containsExactly(ReasonCode.SOAKING);
        assertThat(decide(soaking)).isEqualTo(Decision.WAIT);
        SoakEvent longAgo = event(SoakEvent.Kind.DEPLOYED, "2026-11-27T15:00:00Z", "2.0");
        assertThat(codes(before(from("PT2H"), longAgo))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, true,   true",
        "true,  true, false,  true",
        "false, true, false,  false",
        // Called a rollback, or on record as live, by somebody's word alone.
        "false, false, true,  false",
        "true,  false, false, false",
        "true,  false, true,  false"
    })
    void holdsUpNoRollbackAndNothingThatRunsHereAlready(
            boolean isLive, boolean hasRunHere, boolean isRollback, boolean isFree) {
        GateFacts facts = new GateFacts(
                from("PT2H"),
                "production",
                RELEASE,
                isLive ? Optional.of(RELEASE) : Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                hasRunHere,
                isRollback,
                NOW);
        assertThat(codes(facts)).isEqualTo(isFree ? List.of() : List.of(ReasonCode.NOT_RUN_BEFORE));
    }

    private static Rules from(@Nullable String soak) {
        return new Rules(
                1,
                List.of(),
                0,
                false,
                null,
                Freezes.NONE,
                "staging",
                soak,
                Freezes.NONE,
                false,
                false,
                false,
                AttestationKeys.NONE);
    }

    private static SoakEvent event(SoakEvent.Kind kind, String at, String what) {
        return new SoakEvent(kind, Instant.parse(at), what);
    }

    private static GateFacts before(Rules rules, SoakEvent... events) {
        return facts(rules, contributors("bob"), List.of(), List.of(events));
    }
}
