package dev.slipway.line.ledger.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.group.UnhealthyWorker.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnhealthyWorkerTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    /** With the other members of its figures, in JSON. */
    private static List<UnhealthyWorker> worker(String members) throws IOException {
        String text = "{\"worker\":\"shop-test-1\",\"environment\":\"test\"" + members + "}";
        return UnhealthyWorker.of(Json.read(text.getBytes(StandardCharsets.UTF_8)), NOW)
                .toList();
    }

    private static List<Trouble> troubles(String members) throws IOException {
        return worker(members).stream().map(UnhealthyWorker::trouble).toList();
    }

    @Test
    void isNoneThatAnswersAndServes() throws IOException {
        assertThat(worker(",\"isAnswering\":true,\"isServing\":true,\"at\":\"2026-11-26T09:58:00Z\""))
                .isEmpty();
        assertThat(worker(",\"isAnswering\":true")).as("of an older ledger").isEmpty();
    }

    @Test
    void isSilentRatherThanUnserved() throws IOException {
        assertThat(worker(",\"isAnswering\":false,\"isServing\":false,\"at\":\"2026-11-26T09:59:50Z\""))
                .containsExactly(new UnhealthyWorker(
                        "shop-test-1", "test", Trouble.SILENT, Optional.of(Instant.parse("2026-11-26T09:59:50Z"))));
        assertThat(troubles(",\"isAnswering\":true,\"isServing\":false")).containsExactly(Trouble.UNSERVED);
    }

    @Test
    void mayRestartBesides() throws IOException {
        String restarting = ",\"restartingSince\":\"2026-11-26T09:50:00Z\"";
        assertThat(troubles(",\"isAnswering\":true" + restarting)).containsExactly(Trouble.RESTARTING);
        assertThat(troubles(",\"isAnswering\":false" + restarting)).containsExactly(Trouble.SILENT, Trouble.RESTARTING);
    }

    @Test
    void isUnseenWhereItWasNotAskedForMinutes() throws IOException {
        assertThat(troubles(",\"isAnswering\":true,\"at\":\"2026-11-26T09:57:59Z\""))
                .containsExactly(Trouble.UNSEEN);
        assertThat(troubles(",\"isAnswering\":false,\"at\":\"2026-11-26T09:57:59Z\""))
                .as("what else is wrong says more")
                .containsExactly(Trouble.SILENT);
    }

    @Test
    void isInProductionForALedgerThatDoesNotSayWhere() {
        assertThat(UnhealthyWorker.of(Json.object().with("worker", "shop-production-1"), NOW))
                .extracting(UnhealthyWorker::environment)
                .containsExactly("production");
    }

    @Test
    void namesThoseOfOneTrouble() {
        List<UnhealthyWorker> all = List.of(
                new UnhealthyWorker("b", "test", Trouble.SILENT, Optional.empty()),
                new UnhealthyWorker("c", "test", Trouble.UNSEEN, Optional.empty()),
                new UnhealthyWorker("a", "test", Trouble.SILENT, Optional.empty()));
        assertThat(UnhealthyWorker.names(all, Trouble.SILENT)).containsExactly("a", "b");
    }
}
