package dev.slipway.line.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final String OUTPUT = """
            Running 3s test @ https://127.0.0.1:8443/
              2 threads and 16 connections
            row 1500 3000000 47250 117649 3
            """;

    @Test
    void readsWhatWrkCounted() {
        assertThat(Load.ofWrk(OUTPUT))
                .contains(new Load(
                        1500, Duration.ofSeconds(3), Duration.ofNanos(47_250_000), Duration.ofNanos(117_649_000), 3));
    }

    @Test
    void isNothingWhereNobodyAnswered() {
        assertThat(Load.ofWrk("unable to connect to 127.0.0.1:8443 Connection refused"))
                .isEmpty();
        assertThat(Load.ofWrk("row 0 3000000 0 0 16")).isEmpty();
    }

    @Test
    void sharesWhatWasSpentAmongTheRequests() {
        Load load = Load.ofWrk(OUTPUT).orElseThrow();
        assertThat(load.rate()).isEqualTo(500);
        assertThat(load.perThousand(Duration.ofMillis(3_750))).isEqualTo(2.5);
    }
}
