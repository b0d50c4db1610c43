package dev.slipway.ledger.alert.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.notification.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionDebouncerTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    /** It overflows during a test. */
    private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(60).toNanos();

    private static final Condition DRIFT = condition(Kind.DRIFT, "a");
    private static final Condition AWAY = condition(Kind.AWAY, "worker-2");

    private long nanos = BEGIN;

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

    private static Condition condition(Kind kind, String subject) {
        return new Condition(kind, subject, null, null, subject, "", "/");
    }
}
