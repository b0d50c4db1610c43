package dev.slipway.ledger.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.platform.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final UUID ID = UUID.fromString("019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a");

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T10:15:30.123456Z", "1970-01-01T00:00:00Z", "1950-01-01T00:00:00.000001Z"})
    void comesBackAsItWentOut(Instant at) {
        Cursor cursor = new Cursor(at, ID);

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void hasTheFormThatIsAskedOfClients() {
        assertThat(new Cursor(Instant.EPOCH, ID).toString()).matches(Cursor.FORM);
    }

    @Test
    void isAbsentOnTheFirstPage() {
        assertThat(Cursor.parse(null)).isNull();
    }

    @Test
    void refusesTimesThatPostgresqlCannotHold() {
        String madeUp = "f" + "_".repeat(31);

        assertThat(madeUp).matches(Cursor.FORM);
        assertThatThrownBy(() -> Cursor.parse(madeUp))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors().get(0).field())
                                .isEqualTo("after"));
    }
}
