package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever all of the tests have done: where the line's secrets are not to be read. */
@Isolated
@Order(Integer.MAX_VALUE)
class SecretsIT {
    @Test
    void areInNoLog() {
        assertThat(Secrets.inLogs()).isEmpty();
    }

    @Test
    void areInNoCommandLine() {
        assertThat(Secrets.inCommandLines()).isEmpty();
    }
}
