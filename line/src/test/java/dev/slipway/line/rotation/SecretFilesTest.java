package dev.slipway.line.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.rotation.plan.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir
    Path folder;

    private Path file;
    private SecretFiles rotated;

    @BeforeEach
    void keep() throws IOException {
        file = Files.writeString(folder.resolve("some-secret"), "first\n");
        rotated = new SecretFiles(file);
    }

    @Test
    void goesThroughItsStages() throws IOException {
        assertThat(rotated.stage()).isEqualTo(Stage.IDLE);
        rotated.propose("second");
        assertThat(rotated.stage()).isEqualTo(Stage.PROPOSED);
        assertThat(rotated.current()).isEqualTo("first");
        assertThat(rotated.proposed()).contains("second");
        rotated.complete();
        assertThat(rotated.stage()).isEqualTo(Stage.SWITCHED);
        assertThat(rotated.current()).isEqualTo("second");
        assertThat(Files.readString(folder.resolve("rotation/some-secret.former")))
                .isEqualTo("first\n");
        assertThat(rotated.proposed()).isEmpty();
        rotated.forget();
        assertThat(rotated.stage()).isEqualTo(Stage.IDLE);
        assertThat(rotated.current()).isEqualTo("second");
        assertThat(folder.resolve("rotation/some-secret.former")).doesNotExist();
    }

    @Test
    void isProposedStillWhereItWasCutOffInTheMiddleOfTheSwitch() throws IOException {
        rotated.propose("second");
        Files.writeString(folder.resolve("rotation/some-secret.former"), "first\n");
        assertThat(rotated.stage()).isEqualTo(Stage.PROPOSED);
        rotated.complete();
        assertThat(rotated.current()).isEqualTo("second");
        assertThat(Files.readString(folder.resolve("rotation/some-secret.former")))
                .isEqualTo("first\n");
    }

    @Test
    void keepsAllOfItFromEverybodyElse() throws IOException {
        rotated.propose("second");
        assertThat(mode(folder.resolve("rotation"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("rotation/some-secret.next"))).isEqualTo("rw-------");
        rotated.complete();
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("rotation/some-secret.former"))).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
