package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorTest {

    @ParameterizedTest
    @CsvSource({"service-account-agent, agent", "agent, agent", "alice, alice"})
    void isTheSameByEitherName(String account, String expected) {
        assertThat(Executor.of(account)).isEqualTo(expected);
    }
}
