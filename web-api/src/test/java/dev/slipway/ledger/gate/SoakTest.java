package dev.slipway.ledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.SoakEvent.Kind;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release must have run in the environment before for two hours; it is 17:00. */
class SoakTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:00:00Z");
    private static final Soak SOAK = new Soak("2.0", "staging", Duration.ofHours(2));

    @Test
    void countsFromTheEndOfTheDeployment() {
        assertPasses(at(Kind.DEPLOYED, "15:00", "2.0"));
        assertSays(
                ReasonCode.SOAKING,
                "2.0 must run in staging for 2 h, and has since 2026-11-27 15:01 UTC. Wait until 2026-11-27 17:01 UTC.",
                at(Kind.DEPLOYED, "15:01", "2.0"));
    }

    @Test
    void tellsNoEndThatIsTooEarly() {
        SoakEvent ran = new SoakEvent(Kind.DEPLOYED, Instant.parse("2026-11-27T16:10:30Z"), "2.0");
        assertSays(
                ReasonCode.SOAKING,
                "2.0 must run in staging for 2 h, and has since 2026-11-27 16:10 UTC. Wait until 2026-11-27 18:11 UTC.",
                ran);
    }

    @Test
    void goesOnCountingWhenTheSameIsDeployedOnceMore() {
        assertPasses(at(Kind.DEPLOYED, "14:00", "2.0"), at(Kind.DEPLOYED, "16:30", "2.0"));
    }

    @Test
    void countsItsLastStayAlone() {
        assertSays(
                ReasonCode.SOAKING,
                "2.0 must run in staging for 2 h, and has since 2026-11-27 16:30 UTC. Wait until 2026-11-27 18:30 UTC.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.REPLACED, "13:00", "2.1"),
                at(Kind.DEPLOYED, "16:30", "2.0"));
    }

    @Test
    void takesAStayThatWasLongEnough() {
        assertPasses(at(Kind.DEPLOYED, "10:00", "2.0"), at(Kind.REPLACED, "12:00", "2.1"));
        assertPasses(at(Kind.DEPLOYED, "10:00", "2.0"), at(Kind.TAKEN_OFF, "12:00", ""));
    }

    @Test
    void saysWhatEndedAStayThatWasTooShort() {
        assertSays(
                ReasonCode.SOAKING,
                "2.0 ran in staging for 1 h 30 min of the required 2 h, until it was replaced by 2.1 at 2026-11-27 11:30 UTC."
                        + " Deploy it there again, or promote 2.1.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.REPLACED, "11:30", "2.1"));
        assertSays(
                ReasonCode.SOAKING,
                "2.0 ran in staging for 0 min of the required 2 h, until it was undeployed at 2026-11-27 10:00 UTC."
                        + " Deploy it there again.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.TAKEN_OFF, "10:00", ""));
        assertSays(
                ReasonCode.SOAKING,
                "2.0 ran in staging for 30 min of the required 2 h, until it was replaced by another archive at 2026-11-27"
                        + " 10:30 UTC. Deploy it there again.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.REPLACED, "10:30", ""));
    }

    @Test
    void wantsNothingThatWasRolledBack() {
        assertSays(
                ReasonCode.FAILED_THERE,
                "2.0 was rolled back in staging at 2026-11-27 16:00 UTC. Release a fixed version, or deploy it there again.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.ROLLED_BACK, "16:00", "1.9"));
        assertPasses(
                at(Kind.DEPLOYED, "08:00", "2.0"),
                at(Kind.ROLLED_BACK, "09:00", "1.9"),
                at(Kind.DEPLOYED, "10:00", "2.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAILED | 2.1 | FAILED_THERE | The deployment of 2.1 in staging failed at 2026-11-27 16:00 UTC",
                "FAILED | '' | FAILED_THERE | The deployment of an archive in staging failed at 2026-11-27 16:00 UTC",
                "PUT_BACK | 2.0 | FAILED_THERE | It was rolled back to 2.0 in staging at 2026-11-27 16:00 UTC",
                "INTERVENED | 2.0 | FAILED_THERE | It was marked at 2026-11-27 16:00 UTC that 2.0 needed intervention in staging",
                "UNMARKED | 2.0 | FAILED_THERE | It was marked at 2026-11-27 16:00 UTC that 2.0 needed no intervention in staging"
            })
    void beginsAnewAfterTrouble(Kind kind, String what, ReasonCode code, String text) {
        assertSays(
                code,
                text + ", so the 2 h that 2.0 must run there start over. Wait until 2026-11-27 18:00 UTC.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(kind, "16:00", what));
        assertPasses(at(Kind.DEPLOYED, "10:00", "2.0"), at(kind, "14:59", what));
    }

    @Test
    void doesNotLookAtWhatFailedBeforeItCame() {
        assertPasses(at(Kind.FAILED, "14:00", "2.0"), at(Kind.DEPLOYED, "15:00", "2.0"));
    }

    @Test
    void waitsForTheEndOfDrift() {
        SoakEvent ran = at(Kind.DEPLOYED, "10:00", "2.0");
        SoakEvent drift = at(Kind.DRIFT_BEGAN, "12:00", "missing");
        assertSays(
                ReasonCode.DRIFTED_THERE,
                "There has been drift in staging since 2026-11-27 12:00 UTC. Fix or explain it; then"
                        + " the 2 h that 2.0 must run there start over.",
                ran,
                drift);
        assertSays(
                ReasonCode.DRIFTED_THERE,
                "There was drift in staging until 2026-11-27 16:00 UTC, so the 2 h that 2.0 must run"
                        + " there start over. Wait until 2026-11-27 18:00 UTC.",
                ran,
                drift,
                at(Kind.DRIFT_ENDED, "16:00", "missing"));
        assertPasses(ran, drift, at(Kind.DRIFT_ENDED, "14:00", "missing"));
    }

    @Test
    void countsDriftUntilTheLastOfItIsOver() {
        assertSays(
                ReasonCode.DRIFTED_THERE,
                "There has been drift in staging since 2026-11-27 12:00 UTC. Fix or explain it; then"
                        + " the 2 h that 2.0 must run there start over.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.DRIFT_BEGAN, "12:00", "missing"),
                at(Kind.DRIFT_BEGAN, "12:01", "missing"),
                at(Kind.DRIFT_ENDED, "13:00", "missing"));
    }

    @Test
    void countsNoStayThatEndedInTrouble() {
        assertSays(
                ReasonCode.FAILED_THERE,
                "2.0 ran in staging for 0 min of the required 2 h, until it was replaced by 2.1 at 2026-11-27 13:00 UTC."
                        + " Deploy it there again, or promote 2.1.",
                at(Kind.DEPLOYED, "10:00", "2.0"),
                at(Kind.REPLACED, "13:00", "2.1"),
                at(Kind.INTERVENED, "14:00", "2.0"));
    }

    @Test
    void knowsNoStayOfWhatNeverRan() {
        assertThat(SoakPeriod.last(List.of())).isEmpty();
        assertThat(SoakPeriod.last(List.of(at(Kind.REPLACED, "10:00", "2.1"), at(Kind.FAILED, "11:00", "2.0"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT2H, 2 h", "P1DT12H30M, 1 d 12 h 30 min", "PT90M, 1 h 30 min", "PT5S, 0 min", "P3D, 3 d"})
    void saysATimeAsPeopleDo(Duration time, String text) {
        assertThat(Soak.text(time)).isEqualTo(text);
    }

    private static void assertPasses(SoakEvent... events) {
        assertThat(objection(events)).isEmpty();
    }

    private static void assertSays(ReasonCode code, String detail, SoakEvent... events) {
        assertThat(objection(events)).contains(new Reason(code, detail));
    }

    private static Optional<Reason> objection(SoakEvent... events) {
        return SOAK.objection(SoakPeriod.last(List.of(events)).orElseThrow(), NOW);
    }

    private static SoakEvent at(Kind kind, String time, String what) {
        return new SoakEvent(kind, Instant.parse("2026-11-27T" + time + ":00Z"), what);
    }
}
