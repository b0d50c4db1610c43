package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorTest {

    @ParameterizedTest
    @CsvSource({"service-account-agent, agent", "agent, agent", "alice, alice"})
    void isTheSameByEitherName(String account, String expected) {
        assertThat(Executor.of(account)).isEqualTo(expected);
    }

    @Test
    void theAgentHasTwoAccounts() {
        assertThat(Executor.accounts("agent")).containsExactly("agent", "service-account-agent");
        assertThat(Executor.accounts("service-account-agent")).containsExactly("agent", "service-account-agent");
        assertThat(Executor.accounts("service-account-pipeline")).containsExactly("service-account-pipeline");
        assertThat(Executor.accounts("jane")).containsExactly("jane");
    }
}
