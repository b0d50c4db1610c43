package dev.slipway.line.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseLoginTest {
    @Test
    void isTheRoleItselfWhereTheFileHasAPasswordAlone() {
        DatabaseLogin login = DatabaseLogin.of("ledger", "one\n");
        assertThat(login).isEqualTo(new DatabaseLogin("ledger", "one"));
        assertThat(login.text("ledger")).isEqualTo("one");
    }

    @Test
    void takesTurns() {
        DatabaseLogin second = DatabaseLogin.of("ledger", "one").turned("ledger", "two");
        assertThat(second.user()).isEqualTo("ledger.2");
        assertThat(second.text("ledger")).isEqualTo("two\nledger.2");
        assertThat(DatabaseLogin.of("ledger", second.text("ledger"))).isEqualTo(second);
        assertThat(second.turned("ledger", "three")).isEqualTo(new DatabaseLogin("ledger", "three"));
    }

    @Test
    void saysNothingOfThePassword() {
        assertThat(new DatabaseLogin("ledger", "one").toString()).isEqualTo("ledger");
    }
}
