package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The ledger is replaced by another release, and that by the one before, while it is in use: nobody notices. */
@Isolated
class RollIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    Path folder;

    @AfterEach
    void putBack() {
        Command.slipway("deploy", "--if-changed").run().expectSuccess();
    }

    @Test
    void failsNoRequestAndSignsNobodyOut() throws Exception {
        Variant other = Variant.plain(folder, SCRATCH.name());
        JsonNode before = live();
        Figures figures;
        try (Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            Duration deploying = load.now();
            deploy(other);
            Duration deployed = load.now();
            assertThat(live().path("artifactDigest").asText()).isEqualTo(other.digest());
            Duration rollingBack = load.now();
            Command.slipway("rollback").run().expectSuccess();
            Duration rolledBack = load.now();
            figures = load.end();
            System.out.printf(
                    "under load: deploy took %d ms, rollback %d ms; %s%n",
                    deployed.minus(deploying).toMillis(),
                    rolledBack.minus(rollingBack).toMillis(),
                    figures);
            assertThat(figures.failed()).isEmpty();
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.sessions()).isEqualTo(sessions);
            check(load, figures);
        }
        JsonNode after = live();
        assertThat(after.path("artifactDigest")).isEqualTo(before.path("artifactDigest"));
        assertThat(after.path("isRollback").asBoolean()).isTrue();
    }

    private static void check(Load load, Figures figures) throws SQLException {
        load.writes().check(figures);
        assertThat(load.writes().count()).isEqualTo(figures.acknowledgedWrites().size());
    }

    private static void deploy(Variant release) {
        Command.slipway("deploy", release.file().toString(), "--service", "slipway", "--version", release.version())
                .run()
                .expectSuccess();
    }

    private static JsonNode live() {
        return Caller.pipeline()
                .get("/api/v1/deployments?live=true&service=slipway&environment=production")
                .expect(200)
                .path("items")
                .path(0);
    }
}
