package dev.slipway.line.schema;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.archive.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptsTest {
    @TempDir
    Path folder;

    private Path copies;

    @BeforeEach
    void make() throws IOException {
        copies = Files.createDirectory(folder.resolve("copies"));
    }

    @Test
    void copiesTheSqlAndNothingElse() throws Exception {
        Path ear = ear(
                "web-api.war",
                List.of(
                        "WEB-INF/classes/db/migration/V2__widen_b.sql",
                        "WEB-INF/classes/db/migration/V1__create_a.sql",
                        "WEB-INF/classes/db/undo/U1__create_a.sql",
                        "WEB-INF/lib/flyway.jar"));
        assertThat(Scripts.of(ear, copies)).containsExactly("V1__create_a.sql", "V2__widen_b.sql");
        assertThat(copies.resolve("V1__create_a.sql")).hasContent("WEB-INF/classes/db/migration/V1__create_a.sql");
        try (var files = Files.list(copies)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void readsTheLibraryWithTheClassesAndNoOther() throws Exception {
        byte[] library = zip(Map.of(
                "db/migration/V1__create_a.sql", bytes("create a"),
                "db/undo/U1__create_a.sql", bytes("drop a"),
                "dev/slipway/ledger/Ledger.class", bytes("")));
        Path ear = ear(
                "web-api.war",
                Map.of(
                        "WEB-INF/lib/web-api-classes.jar", library,
                        "WEB-INF/lib/other.jar", zip(Map.of("db/migration/V3__other.sql", bytes("create c"))),
                        "WEB-INF/classes/db/migration/V2__widen_b.sql", bytes("alter b")));
        assertThat(Scripts.of(ear, copies)).containsExactly("V1__create_a.sql", "V2__widen_b.sql");
        assertThat(copies.resolve("V1__create_a.sql")).hasContent("create a");
        assertThat(copies.resolve("V2__widen_b.sql")).hasContent("alter b");
    }

    @Test
    void runsNoCodeOfAnArchive() throws Exception {
        Path ear = ear("web-api.war", List.of("WEB-INF/classes/db/migration/V3__fill_c.class"));
        assertThatThrownBy(() -> Scripts.of(ear, copies)).hasMessageContaining("V3__fill_c.class is written in Java");
    }

    @Test
    void writesNowhereElse() throws Exception {
        Path ear = ear("web-api.war", List.of("WEB-INF/classes/db/migration/../../../../out.sql"));
        assertThatThrownBy(() -> Scripts.of(ear, copies)).hasMessageContaining("in a folder of its own");
    }

    @Test
    void knowsTheLedger() throws Exception {
        Path ear = ear("shop.war", List.of());
        assertThatThrownBy(() -> Scripts.of(ear, copies)).hasMessageContaining("there is no web-api.war in it");
        assertThatThrownBy(() -> Scripts.check(ear)).hasMessageContaining("there is no web-api.war in it");
        assertThatThrownBy(
                        () -> new Schema("jdbc:none", "", "").migrate(Files.writeString(folder.resolve("x"), "no zip")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path ear(String war, List<String> entries) throws IOException {
        return ear(war, entries.stream().collect(Collectors.toMap(name -> name, Zips::bytes)));
    }

    private Path ear(String war, Map<String, byte[]> entries) throws IOException {
        return Files.write(folder.resolve("slipway.ear"), zip(Map.of(war, zip(entries))));
    }
}
