package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BalancersTest {
    @Test
    void areTwoForTheLedgerWhoseWorkersAreBothChecked() {
        assertThat(Balancers.LEDGER.names()).containsExactly("slipway", "slipway-waiting");
        assertThat(Balancers.LEDGER.main()).isEqualTo("slipway");
        assertThat(Balancers.LEDGER.mainLast()).containsExactly("slipway-waiting", "slipway");
        assertThat(Balancers.LEDGER.checked()).containsExactly("slipway", "slipway-waiting");
    }

    @Test
    void areTwoForAServiceOfWhichHttpdChecksOne() {
        Balancers shop = Balancers.of("shop");
        assertThat(shop.names()).containsExactly("shop", "shop.sockets");
        assertThat(shop.main()).isEqualTo("shop");
        assertThat(shop.mainLast()).containsExactly("shop.sockets", "shop");
        assertThat(shop.checked()).containsExactly("shop");
    }

    @Test
    void areNoneWithoutAHostName() {
        assertThat(Balancers.NONE.isNone()).isTrue();
        assertThat(Balancers.of("shop").isNone()).isFalse();
        assertThat(Balancers.only("shop").isNone()).isFalse();
        assertThatThrownBy(Balancers.NONE::main).isInstanceOf(IllegalStateException.class);
    }
}
