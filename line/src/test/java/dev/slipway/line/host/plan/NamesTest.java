package dev.slipway.line.host.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void namesAUserAfterTheGroup() {
        assertThat(new Names("shop-production").user()).isEqualTo("slipway-shop-production");
    }

    @Test
    void cutsWhatIsTooLongForOne() {
        String one = new Names("warehouse-inventory-production").user();
        assertThat(one).matches("slipway-warehouse-inve-[0-9a-f]{8}").hasSize(31);
        assertThat(new Names("warehouse-inventory-staging").user()).hasSize(31).isNotEqualTo(one);
    }

    @Test
    void keepsToPostgresqlsOwnNames() {
        assertThat(new Names("shop-production").database()).isEqualTo("shop_production");
        assertThat(new Names("pg-admin-production").database()).isEqualTo("_pg_admin_production");
    }
}
