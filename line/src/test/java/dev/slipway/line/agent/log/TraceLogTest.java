package dev.slipway.line.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceLogTest {
    private final List<String> log = new ArrayList<>();
    private final TraceLog traces = new TraceLog(log::add);

    @Test
    void logsTheTraceOfEachKindOnce() {
        for (int i = 0; i < 3; i++) {
            traces.log(new IllegalStateException("attempt " + i));
        }
        traces.log(new IllegalStateException("elsewhere"));
        assertThat(log).hasSize(2);
        assertThat(log.get(0))
                .startsWith("java.lang.IllegalStateException: attempt 0")
                .contains("at dev.slipway.line.agent.log.TraceLogTest.logsTheTraceOfEachKindOnce");
        assertThat(log.get(1)).startsWith("java.lang.IllegalStateException: elsewhere");
    }

    @Test
    void logsWhatSomethingUnexpectedCaused() {
        traces.log(new IOException("it cannot be read", new NullPointerException("no name")));
        assertThat(log).singleElement().asString().contains("Caused by: java.lang.NullPointerException: no name");
    }

    @Test
    void logsEachCauseThatIsWrappedAtTheSamePlaceOnce() {
        for (int i = 0; i < 2; i++) {
            List<RuntimeException> causes =
                    List.of(new NullPointerException("name " + i), new NumberFormatException("port " + i));
            for (RuntimeException cause : causes) {
                traces.log(new IOException("it cannot be read", new IOException(cause)));
            }
        }
        assertThat(log).hasSize(2);
        assertThat(log.get(0)).contains("Caused by: java.lang.NullPointerException: name 0");
        assertThat(log.get(1)).contains("Caused by: java.lang.NumberFormatException: port 0");
    }

    /** The frames of a library's exception may all be its own. */
    @Test
    void logsACauseAtEachPlaceThatWrapsIt() {
        IOException cause = new IOException("no such file");
        traces.log(new UncheckedIOException(cause));
        traces.log(new UncheckedIOException(cause));
        assertThat(log).hasSize(2);
    }

    @Test
    void logsNothingThatWasExpected() {
        traces.log(new IOException("the disk is full"));
        traces.log(new Problem("The ledger is down.", "Wait."));
        traces.log(new IOException(new Problem("The ledger is down.", "Wait.", new IllegalStateException())));
        assertThat(log).isEmpty();
    }

    @Test
    void endsWhereCausesFormACycle() {
        IOException first = new IOException("first");
        first.initCause(new IOException("second", first));
        traces.log(first);
        assertThat(log).isEmpty();
    }
}
