package dev.slipway.line.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitTest {
    /** As pgbench 15 prints it. */
    private static final String OUTPUT = """
            pgbench (15.14 (Debian 15.14-0+deb12u1), server 15.9)
            transaction type: one.sql
            scaling factor: 1
            query mode: prepared
            number of clients: 32
            number of threads: 2
            maximum number of tries: 1
            duration: 5 s
            number of transactions actually processed: 40000
            number of failed transactions: 0 (0.000%)
            latency average = 4.001 ms
            initial connection time = 55.123 ms
            tps = 8000.500000 (without initial connection time)
            """;

    @Test
    void readsWhatPgbenchPrints() {
        assertThat(Limit.ofPgbench(OUTPUT, 8)).contains(new Limit(8_000.5, 0.2));
    }

    @Test
    void isNothingWherePgbenchDidNothing() {
        assertThat(Limit.ofPgbench("pgbench: error: connection to server failed", 0))
                .isEmpty();
        assertThat(Limit.ofPgbench(OUTPUT.replace("40000", "0"), 0)).isEmpty();
    }

    @Test
    void isTheSameAfterItWasWritten() {
        Limit limit = new Limit(3.5, 0.25);
        assertThat(Limit.of(limit.json())).contains(limit);
    }
}
