package dev.slipway.line.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        Path path = folder.resolve("secrets/one");
        String secret = new SecretFile(path).readOrMake();
        assertThat(secret).matches("[A-Za-z0-9_-]{27}");
        assertThat(new SecretFile(path).readOrMake()).isEqualTo(secret);
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        new SecretFile(path).remove();
        assertThat(new SecretFile(path).readOrMake()).isNotEqualTo(secret);
    }

    @Test
    void isReplacedWhole() throws IOException {
        Path path = Files.writeString(folder.resolve("one"), "before");
        new SecretFile(path).write("after");
        assertThat(path).hasContent("after");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }
}
