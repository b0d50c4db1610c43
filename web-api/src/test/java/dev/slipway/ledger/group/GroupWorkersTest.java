package dev.slipway.ledger.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupWorkersTest {

    @Test
    void areReadAsTheNextReleaseWritesThem() {
        assertThat(new GroupWorkers.Column().convertToEntityAttribute("""
                        [{"name":"shop-production-1","httpPort":26000,"managementPort":26001,"later":1}]"""))
                .isEqualTo(new GroupWorkers(List.of(new GroupWorker("shop-production-1", 26_000, 26_001))));
    }
}
