package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./slipway certs}. Of services that come and go meanwhile, it may say what it likes. */
class CertsIT {
    private static final Line LINE = Line.running();

    @Test
    void showsWhatIsServed() {
        List<String> said = Command.slipway("certs").run().output();
        assertThat(said)
                .anySatisfy(line -> assertThat(line)
                        .matches(" +fine +" + LINE.ledger().getHost()
                                + " +Slipway local issuer.*Z +(…[0-9A-F]{8}) +\\1 .*"));
    }

    @Test
    void showsWhatTheWatcherWroteDown() throws IOException {
        JsonNode seen = new ObjectMapper()
                .readTree(String.join(
                        "\n", Command.slipway("certs", "--json").run().output()));
        assertThat(seen.path("names").findValuesAsText("name"))
                .contains(LINE.ledger().getHost());
    }
}
