package dev.slipway.line.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.slipway.line.bench.load.Load;
import dev.slipway.line.bench.load.Workload;
import dev.slipway.line.bench.process.CpuTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Load LOAD =
            new Load(1500, Duration.ofSeconds(3), Duration.ofNanos(47_250_000), Duration.ofNanos(117_649_000), 3);

    private static Measured measured(double strangers) {
        return measured(strangers, 150);
    }

    private static Measured measured(double strangers, int compilers) {
        return Measured.of(
                Workload.W1,
                LOAD,
                10_240,
                new CpuTime(
                        Map.of(
                                "httpd", Duration.ofMillis(300),
                                "wildfly", Duration.ofMillis(1_500),
                                "postgresql", Duration.ofMillis(900),
                                "keycloak", Duration.ZERO),
                        Duration.ofMillis(compilers),
                        strangers));
    }

    @Test
    void standsInColumns() {
        assertThat(Table.head())
                .isEqualTo(
                        "                                 req/s   p50 ms   p99 ms  errors      CPU s   per 1,000 requests, by program");
        assertThat(Table.lines(Workload.W1, measured(0.01)))
                .containsExactly(
                        "W1 newest 20 of a service          500     47.3    117.6       3      1.800   httpd 0.200  postgresql 0.600  wildfly 1.000 (of it compilers 0.100)");
    }

    @Test
    void hasTheLimitsAsRatiosToTheLine() {
        Measured measured =
                measured(0.2).beside(Optional.of(new Limit(1_550, 0.15)), Optional.of(new Limit(1_000, 0.45)));
        assertThat(measured.timesFloor().orElseThrow()).isCloseTo(3, offset(1e-9));
        assertThat(Table.lines(Workload.W1, measured).subList(1, 5))
                .isEqualTo(List.of(
                        "   httpd alone, 10,240 bytes      1550                                0.150   3.1 times as many, for 0.08 of the CPU",
                        "   PostgreSQL alone               1000                                0.450   2.0 times as many, for 0.25 of the CPU",
                        "   the line takes 3.0 times the CPU of both",
                        "   others took 20 % of the machine meanwhile: do not trust requests per second"));
    }

    @Test
    void saysWhenTheLineWasNotWarm() {
        assertThat(Table.lines(Workload.W1, measured(0, 400)))
                .contains("   the JVMs still compiled: --warm-up for longer");
    }

    @Test
    void hasNoFloorWhereNothingBoundsIt() {
        assertThat(measured(0).timesFloor()).isEmpty();
        Measured alone = measured(0).beside(Optional.of(new Limit(1_550, 0.9)), Optional.empty());
        assertThat(alone.timesFloor().orElseThrow()).isCloseTo(2, offset(1e-9));
    }
}
