package dev.slipway.line.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
        assertThat(Scripts.of(ear, copies).names()).containsExactly("V1__create_a.sql", "V2__widen_b.sql");
        assertThat(copies.resolve("V1__create_a.sql")).hasContent("WEB-INF/classes/db/migration/V1__create_a.sql");
        try (var files = Files.list(copies)) {
            assertThat(files).hasSize(2);
        }
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
        assertThatThrownBy(
                        () -> new Schema("jdbc:none", "", "").migrate(Files.writeString(folder.resolve("x"), "no zip")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path ear(String war, List<String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : entries) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        Path ear = folder.resolve("slipway.ear");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(ear))) {
            zip.putNextEntry(new ZipEntry(war));
            zip.write(bytes.toByteArray());
        }
        return ear;
    }
}
