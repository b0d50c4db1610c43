package dev.slipway.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.alert.condition.Condition;
import dev.slipway.ledger.alert.condition.Condition.Key;
import dev.slipway.ledger.notification.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertChangesTest {
    private static final Condition DRIFT = condition(Kind.DRIFT, "a");
    private static final Condition AWAY = condition(Kind.AWAY, "worker-2");

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

    private static Condition condition(Kind kind, String subject) {
        return new Condition(kind, subject, null, null, subject, "", "/");
    }
}
