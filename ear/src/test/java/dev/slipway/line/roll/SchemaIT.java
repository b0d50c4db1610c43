package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Command;
import dev.slipway.line.Database;
import dev.slipway.line.Scratch;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A release that takes away from the schema what the one before uses: there is no way back, and nobody finds out the hard way. */
@Isolated
class SchemaIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @TempDir
    Path folder;

    @BeforeEach
    void widen() {
        Database.execute("create table roll_probe (name text)");
    }

    @AfterEach
    void putBack() {
        Database.execute("drop table roll_probe");
        Schema.forgetProbes();
        Command.slipway("deploy", "--if-changed").run().expectSuccess();
    }

    @Test
    void letsNobodyRollBackPastAContraction() {
        Variant next = Variant.migrating(
                folder, SCRATCH.name(), Schema.CONTRACTING, "alter table roll_probe drop column name;");
        next.deploy().expectSuccess();
        JsonNode live = Live.deployment();
        Command.Result refused = Command.slipway("rollback").run();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output()).anyMatch(line -> line.contains(Schema.CONTRACTING));
        assertThat(Live.deployment().path("id")).isEqualTo(live.path("id"));
        assertThat(live.path("artifactDigest").asText()).isEqualTo(next.digest());
        assertThat(Live.deployment().path("workers")).hasSize(2);
    }
}
