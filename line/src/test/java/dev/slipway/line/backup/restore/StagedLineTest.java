package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedLineTest {
    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(root.resolve("staged"));
        Files.createDirectory(folder.resolve("logs"));
        Files.writeString(Files.createDirectory(folder.resolve("secrets")).resolve("postgres-password"), "secret\n");
    }

    /** The folder with the log is removed after the failure. */
    @Test
    void quotesWhyItsPostgresDoesNotStart() throws IOException {
        postgresql("""
                echo 'LOG:  starting PostgreSQL'
                echo 'FATAL:  could not map anonymous shared memory: Cannot allocate memory' >&2
                echo 'HINT:  This error usually means that there is not enough memory.' >&2
                exit 1
                """);
        assertThatThrownBy(() -> StagedLine.forRestore(root, folder).startDatabase())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("FATAL:  could not map anonymous shared memory: Cannot allocate memory")
                .hasMessageNotContaining(".log");
        assertThat(folder.resolve(StagedLine.POSTGRES_LOG)).exists();
    }

    @Test
    void saysThatItCannotConnectWhereItsPostgresSaysNothing() throws IOException {
        postgresql("exit 1\n");
        assertThatThrownBy(() -> StagedLine.forRestore(root, folder).startDatabase())
                .isInstanceOf(BackupException.class)
                .hasMessageStartingWith("The staged PostgreSQL does not start: ")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void knowsWhatTheBackupLacks() throws IOException {
        assertThat(StagedLine.missing(folder)).isEmpty();
        Files.write(BackupPaths.missing(folder), List.of("billing_staging", "shop_production"));
        assertThat(StagedLine.missing(folder)).containsExactly("billing_staging", "shop_production");
    }

    /** A program in place of PostgreSQL's, which is installed, and served by this script. */
    private void postgresql(String serve) throws IOException {
        Path program = Files.createDirectories(root.resolve("web-api/bin")).resolve("postgresql");
        Files.writeString(program, "#!/bin/sh\n[ \"$1\" = serve ] || exit 0\n" + serve);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
