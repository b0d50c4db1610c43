package dev.slipway.line.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogOnceTest {
    private final List<String> log = new ArrayList<>();
    private final LogOnce logOnce = new LogOnce(log::add);

    @Test
    void isSaidOnceUntilItIsAnotherOneOrOver() {
        logOnce.say("a");
        logOnce.say("a");
        logOnce.say("b");
        logOnce.say("a");
        logOnce.end();
        logOnce.say("a");
        assertThat(log).containsExactly("a", "b", "a", "a");
    }
}
