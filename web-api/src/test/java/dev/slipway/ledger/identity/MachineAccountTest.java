package dev.slipway.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineAccountTest {

    @ParameterizedTest
    @CsvSource({"service-account-agent, agent", "agent, agent", "alice, alice"})
    void hasTheClientsName(String account, String expected) {
        assertThat(MachineAccount.client(account)).isEqualTo(expected);
    }

    @Test
    void knowsBothAccountsOfTheAgent() {
        assertThat(MachineAccount.accounts("agent")).containsExactly("agent", "service-account-agent");
        assertThat(MachineAccount.accounts("service-account-agent")).containsExactly("agent", "service-account-agent");
        assertThat(MachineAccount.accounts("service-account-pipeline")).containsExactly("service-account-pipeline");
        assertThat(MachineAccount.accounts("jane")).containsExactly("jane");
    }
}
