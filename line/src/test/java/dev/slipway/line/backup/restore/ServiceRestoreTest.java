package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.host.plan.Names;
import org.junit.jupiter.api.Test;

class ServiceRestoreTest {
    @Test
    void noGroupsDatabaseIsCalledLikeTheOneThatItLoads() {
        String database = new Names("shop-production").database();
        assertThat(ServiceRestore.staging(database))
                .isEqualTo("shop_production.restored")
                .isNotEqualTo(new Names("shop-production-restored").database());
        assertThat(ServiceRestore.staging("s".repeat(63))).hasSize(63).endsWith("s.restored");
    }
}
