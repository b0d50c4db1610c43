package dev.slipway.line.host.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.host.HostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    private KeyFile file() {
        return new KeyFile(folder.resolve("configuration-key"), folder.resolve("groups/configuration-key.json"));
    }

    @Test
    void isMadeOnceAndShowsOnlyItsPublicHalf() throws Exception {
        OpeningKey made = file().readOrMake();
        assertThat(file().readOrMake().json()).isEqualTo(made.json());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().whole())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().shown())))
                .isEqualTo("rw-r--r--");
        assertThat(Files.readString(file().shown()))
                .isEqualTo(made.sealing().json() + "\n")
                .doesNotContain("\"d\"");
        Files.delete(file().shown());
        file().readOrMake();
        assertThat(file().shown()).exists();
    }

    @Test
    void isNotReplacedWhereItCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("configuration-key"), "half of it");
        assertThatThrownBy(() -> file().readOrMake())
                .isInstanceOf(HostException.class)
                .hasMessageContaining("configuration-key has no key in it");
        assertThat(Files.readString(folder.resolve("configuration-key"))).isEqualTo("half of it");
    }
}
