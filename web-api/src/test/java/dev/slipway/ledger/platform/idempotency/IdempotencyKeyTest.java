package dev.slipway.ledger.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final Principal ALICE = () -> "alice";

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(IdempotencyKey.of(null, ALICE, new Create("a", "b"))).isEmpty();
    }

    @Test
    void isTheSameForTheSameRequest() {
        assertThat(IdempotencyKey.of("k", ALICE, new Create("a", "b")))
                .isEqualTo(IdempotencyKey.of("k", ALICE, new Create("a", "b")));
    }

    /** The next release of the ledger may know a member more: who does not send it asks for the same as before. */
    @Test
    void isTheSameWithAMemberMoreThatIsNotThere() {
        assertThat(IdempotencyKey.of("k", ALICE, new Create("a", "b")))
                .isEqualTo(IdempotencyKey.of("k", ALICE, new NextRelease.Create("a", null, "b", null)))
                .isNotEqualTo(IdempotencyKey.of("k", ALICE, new NextRelease.Create("a", "n", "b", null)));
    }

    @Test
    void differsByWhatIsAsked() {
        assertThat(IdempotencyKey.of("k", ALICE, new Create("a", "b")))
                .isNotEqualTo(IdempotencyKey.of("k", ALICE, new Create("a", "c")))
                .isNotEqualTo(IdempotencyKey.of("k", ALICE, new Change("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "~", "8e03978e-40d5-43e8-bc93-6894a57f9324"})
    void mayBeAnyVisibleAscii(String key) {
        assertThat(key).matches(IdempotencyKey.FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a\0", "a\n"})
    void mayBeNothingElse(String key) {
        assertThat(key.matches(IdempotencyKey.FORM)).isFalse();
    }

    @Test
    void isBounded() {
        assertThat("k".repeat(255)).matches(IdempotencyKey.FORM);
        assertThat("k".repeat(256).matches(IdempotencyKey.FORM)).isFalse();
    }

    record Create(String name, String title) {}

    record Change(String name, String title) {}

    static final class NextRelease {
        record Create(
                String name,
                @Nullable String note,
                String title,
                @Nullable List<String> labels) {}
    }
}
