package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryPasswordTest {
    @TempDir
    Path folder;

    @Test
    void isNotKeptWhereItDoesNotOpenTheRepository() {
        for (String given : new String[] {"", "wrong"}) {
            assertThatThrownBy(() -> password().keep(given, () -> {
                        assertThat(file()).exists();
                        throw new BackupException("The repository was made with another password.", "");
                    }))
                    .hasMessageContaining("another password");
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void isKeptWhereItDoes() throws IOException {
        password().keep("given", () -> {});
        password().keep("", () -> {});
        password().keep("given", () -> {});
        assertThat(file()).hasContent("given");
    }

    @Test
    void isMadeWhereNobodyGivesOne() throws IOException {
        password().keep("", () -> {});
        assertThat(Files.readString(file())).hasSize(27);
    }

    @Test
    void staysWhatItIs() throws IOException {
        Files.writeString(file(), "kept\n");
        assertThatThrownBy(() -> password().keep("other", () -> {}))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.remedy()).contains("elsewhere first, and keep it"))
                .hasMessageContaining("another password");
        assertThat(file()).hasContent("kept");
    }

    @Test
    void isGivenInAFileThatCanBeRead() throws IOException {
        assertThatThrownBy(() -> KeyFile.read(folder.resolve("none").toString()))
                .hasMessage("The file " + folder.resolve("none") + " cannot be read.");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> KeyFile.read(empty.toString())).hasMessage("The file " + empty + " is empty.");
    }

    private RepositoryPassword password() {
        return new RepositoryPassword(new SecretFile(file()));
    }

    private Path file() {
        return folder.resolve("backup-password");
    }
}
