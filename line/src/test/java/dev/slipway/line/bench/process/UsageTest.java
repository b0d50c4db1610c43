package dev.slipway.line.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void tellsWhatWasSpentSince() {
        Usage before = usage(0, 10, Map.of(1L, Duration.ofSeconds(4), 2L, Duration.ofSeconds(9)), 100);
        Usage after = usage(10, 15, Map.of(1L, Duration.ofSeconds(5), 3L, Duration.ofSeconds(2)), 105);
        CpuTime spent = after.since(before, 2);
        assertThat(spent.seconds("httpd")).isEqualTo(5);
        assertThat(spent.seconds("keycloak")).isZero();
        assertThat(spent.compilers()).isEqualTo(Duration.ofSeconds(3));
        assertThat(spent.strangers()).isEqualTo(0.25);
    }

    /** What a process used may leave with it. */
    @Test
    void hasNobodyTakeLessThanNothing() {
        assertThat(usage(10, 1, Map.of(), 50)
                        .since(usage(0, 1, Map.of(), 100), 2)
                        .strangers())
                .isZero();
    }

    private static Usage usage(int second, int httpd, Map<Long, Duration> compilers, int strangers) {
        return new Usage(
                NOON.plusSeconds(second),
                Map.of("httpd", Duration.ofSeconds(httpd)),
                new CompilerThreads(compilers),
                Duration.ofSeconds(strangers));
    }

    @Test
    void knowsCompilersByTheirNames() {
        assertThat(CompilerThreads.isCompiler("17 (C2 CompilerThre) S 1 100")).isTrue();
        assertThat(CompilerThreads.isCompiler("17 (C1 CompilerThre) S 1 100")).isTrue();
        assertThat(CompilerThreads.isCompiler("17 (default task-1) S 1 100")).isFalse();
    }
}
