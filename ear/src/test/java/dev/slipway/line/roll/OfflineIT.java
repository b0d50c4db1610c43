package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The ledger is gone: its owner puts the release before back on the machine, and that is on record when the ledger answers. */
@Isolated
class OfflineIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ASK_THE_LEDGER = 6;

    @TempDir
    Path folder;

    /** As {@code up} does, which puts it there also where there is no ledger. */
    @AfterEach
    void putBack() {
        Command.bash("line/bin/agent deploy " + Line.target().resolve("slipway.ear"))
                .run()
                .expectSuccess();
    }

    @Test
    void goesBackWithoutTheLedgerAndIsOnRecordLater() {
        String before = Live.deployment().path("artifactDigest").asText();
        Variant next = Variant.marked(folder, SCRATCH.name());
        next.deploy().expectSuccess();
        assertThat(Live.deployment().path("artifactDigest").asText()).isEqualTo(next.digest());
        assertThat(Command.slipway("rollback", "--offline").run().code()).isEqualTo(ASK_THE_LEDGER);

        Management.removeEverywhere("slipway.ear");
        Command.slipway("rollback", "--offline").run().expectSuccess();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode live = Live.deployment();
            assertThat(live.path("artifactDigest").asText()).isEqualTo(before);
            assertThat(live.path("isRollback").asBoolean()).isTrue();
            assertThat(live.path("workers")).hasSize(2);
        });
    }
}
