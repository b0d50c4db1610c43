package dev.slipway.line.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void isCalledByItsGroup() {
        assertThat(Rehearsal.of("shop-production")).isEqualTo("shop-production--rehearsal");
        assertThat(Rehearsal.isName("shop-production--rehearsal")).isTrue();
        assertThat(Rehearsal.isName("shop-rehearsal"))
                .as("an environment may be called so")
                .isFalse();
    }

    /** PostgreSQL cuts off what is longer than 63 bytes, and may put an underscore before it. */
    @Test
    void hasANameThatPostgresqlTakesWhole() {
        String longest = "s".repeat(44) + "-production";
        assertThat(Rehearsal.of(longest)).hasSize(62).matches("s{42}-[0-9a-f]{8}--rehearsal");
        assertThat(Rehearsal.of(longest)).isNotEqualTo(Rehearsal.of(longest.replace("production", "productive")));
    }
}
