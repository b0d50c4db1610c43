package dev.slipway.line.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    @Test
    void eachOfSeveralIsSaidOnceUntilItIsOver() {
        logOnce.say(Set.of("a"));
        logOnce.say(Set.of("a", "b"));
        logOnce.say(Set.of("b"));
        logOnce.say(Set.of("a", "b"));
        assertThat(log).containsExactly("a", "b", "a");
    }
}
