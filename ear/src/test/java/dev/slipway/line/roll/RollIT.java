package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Command;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The ledger is replaced by its next release, which widens the schema, and that by the one before, while it is in use: nobody
 * notices, though both releases answer side by side.
 */
@Isolated
class RollIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Duration SOME_TIME = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @AfterEach
    void putBack() {
        Database.execute("alter table service drop column if exists roll_probe");
        Schema.forgetProbes();
        Command.slipway("deploy", "--if-changed").run().expectSuccess();
    }

    @Test
    void failsNoRequestAndSignsNobodyOut() throws Exception {
        Variant next = Variant.migrating(
                folder, SCRATCH.name(), Schema.WIDENING, "alter table service add column roll_probe text;");
        JsonNode before = Live.deployment();
        try (Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            Duration start = load.now();
            List<String> steps = next.deploy().expectSuccess().output();
            Duration deployed = load.now();
            JsonNode replaced = Live.deployment();
            assertThat(replaced.path("artifactDigest").asText()).isEqualTo(next.digest());
            load.goOnUntil(deployed.plus(SOME_TIME));

            Duration turn = load.now();
            Command.slipway("rollback").run().expectSuccess();
            Duration rolledBack = load.now();
            load.goOnUntil(rolledBack.plus(SOME_TIME));
            Figures figures = load.end();
            System.out.printf(
                    "under load: deploy took %d ms, rollback %d ms; %s%n",
                    deployed.minus(start).toMillis(), rolledBack.minus(turn).toMillis(), figures);

            assertThat(figures.failed()).isEmpty();
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.refusals()).isZero();
            assertThat(load.sessions()).isEqualTo(sessions);
            load.writes().check(figures);
            assertThat(load.writes().count())
                    .isEqualTo(figures.acknowledgedWrites().size());
            assertThat(steps)
                    .containsSubsequence(
                            "  ✓ Migrated the schema: 209901010001 widen service", "  ✓ worker-1: Drained");
            assertThat(Live.deployment().path("artifactDigest")).isEqualTo(before.path("artifactDigest"));
            assertThat(Live.deployment().path("isRollback").asBoolean()).isTrue();
            assertThat(Live.repairs(Live.deployment())).isEqualTo(replaced.path("id"));
        }
    }
}
