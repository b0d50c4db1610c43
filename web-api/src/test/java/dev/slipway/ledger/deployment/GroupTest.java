package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupTest {
    @Test
    void runsItsServiceAlone() {
        Group group = Group.of("shop", "production");
        assertThat(group.name()).contains("shop-production");
        assertThat(group.mayRun("shop")).isTrue();
        assertThat(group.mayRun("ledger")).isFalse();
    }

    @Test
    void isWithoutAServiceTheLedgersOwn() {
        assertThat(Group.ofLedger("production").name()).isEmpty();
        assertThat(Group.ofLedger("production").mayRun("shop")).isTrue();
    }
}
