package dev.slipway.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.alert.Condition.Key;
import dev.slipway.ledger.notification.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertChangesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    /** It overflows during a test. */
    private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(60).toNanos();

    private static final Condition DRIFT = condition(Kind.DRIFT, "a");
    private static final Condition AWAY = condition(Kind.AWAY, "worker-2");

    private long nanos = BEGIN;

    @Test
    void opensOnceAndClosesOnce() {
        assertThat(AlertChanges.of(List.of(), List.of(DRIFT), List.of(DRIFT)).opened())
                .containsExactly(DRIFT);

        AlertChanges again = AlertChanges.of(List.of(DRIFT.key()), List.of(DRIFT), List.of(DRIFT));
        assertThat(again.opened()).isEmpty();
        assertThat(again.closed()).isEmpty();

        AlertChanges over = AlertChanges.of(List.of(DRIFT.key()), List.of(), List.of());
        assertThat(over.closed()).containsExactly(new Key("drift", "a"));
    }

    /** A worker of the ledger that starts has seen nothing long enough: what is open stays so. */
    @Test
    void keepsOpenWhatIsStillSo() {
        AlertChanges changes = AlertChanges.of(List.of(AWAY.key()), List.of(AWAY), List.of());

        assertThat(changes.opened()).isEmpty();
        assertThat(changes.closed()).isEmpty();
    }

    @Test
    void waitsForWhatIsOverInAMoment() {
        ConditionDebouncer debouncer = new ConditionDebouncer(Condition::key, () -> nanos);

        assertThat(debouncer.lasting(List.of(AWAY, DRIFT))).containsExactly(DRIFT);
        passTo(119);
        assertThat(debouncer.lasting(List.of(AWAY))).isEmpty();
        passTo(120);
        assertThat(debouncer.lasting(List.of(AWAY))).containsExactly(AWAY);
        passTo(121);
        assertThat(debouncer.lasting(List.of())).isEmpty();
        passTo(122);
        assertThat(debouncer.lasting(List.of(AWAY))).isEmpty();
    }

    /** After a pause of the machine, the watcher needs some seconds for its next look. */
    @Test
    void waitsForTheNextLookAtCertificates() {
        ConditionDebouncer debouncer = new ConditionDebouncer(Condition::key, () -> nanos);
        Condition unwatched = Wording.unwatchedCertificates(NOW);
        Condition ending = Wording.certificate("shop.example.org", "ending", null);

        assertThat(debouncer.lasting(List.of(unwatched, ending))).containsExactly(ending);
        passTo(120);
        assertThat(debouncer.lasting(List.of(unwatched, ending))).containsExactly(unwatched, ending);
    }

    /** A worker that is being restarted is not away, whatever else was wrong with it before. */
    @Test
    void waitsForEachCauseByItself() {
        ConditionDebouncer debouncer =
                new ConditionDebouncer(condition -> List.of(condition.key(), condition.title()), () -> nanos);
        Condition failing = Wording.silentWorker("shop1", "shop", "production", NOW, true);
        Condition away = Wording.silentWorker("shop1", "shop", "production", NOW, false);

        assertThat(debouncer.lasting(List.of(failing))).isEmpty();
        passTo(120);
        assertThat(debouncer.lasting(List.of(failing))).containsExactly(failing);
        passTo(130);
        assertThat(debouncer.lasting(List.of(away))).isEmpty();
        passTo(250);
        assertThat(debouncer.lasting(List.of(away))).containsExactly(away);
    }

    private void passTo(int seconds) {
        nanos = BEGIN + Duration.ofSeconds(seconds).toNanos();
    }

    /** Around a single line it would be told of each time that something is written or cleaned: until it is over, a tenth more must be free. */
    @ParameterizedTest
    @CsvSource({
        "512000, 1000, false, false",
        "21504, 1000, false, false",
        "19456, 1000, false, true",
        "19456, 100, false, false",
        "9216, 100, false, true",
        "1024, 5, false, true",
        "3072, 5, false, false",
        "20000, 1000, true, true",
        "22000, 1000, true, true",
        "22600, 1000, true, false",
        "11200, 100, true, true",
        "11300, 100, true, false",
        "2200, 5, true, true",
        "2300, 5, true, false",
    })
    void seesADiskThatIsFilling(long freeMib, long sizeGib, boolean isOpen, boolean isFilling) {
        assertThat(new Disk(freeMib << 20, sizeGib << 30).condition(isOpen).isPresent())
                .isEqualTo(isFilling);
    }

    private static Condition condition(Kind kind, String subject) {
        return new Condition(kind, subject, null, null, subject, "", "/");
    }
}
