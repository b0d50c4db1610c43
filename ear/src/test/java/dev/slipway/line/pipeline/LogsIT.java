package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Whatever all of the tests have done: the line has written none of its secrets into its logs. */
@Order(Integer.MAX_VALUE)
class LogsIT {
    @Test
    void haveNoSecrets() {
        assertThat(Secrets.inLogs()).isEmpty();
    }
}
