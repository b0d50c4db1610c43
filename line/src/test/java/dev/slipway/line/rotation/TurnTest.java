package dev.slipway.line.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {
    @TempDir
    Path folder;

    private Path file;
    private Turn turn;

    @BeforeEach
    void keep() throws IOException {
        file = Files.writeString(folder.resolve("some-secret"), "first\n");
        turn = new Turn(file);
    }

    @Test
    void goesThroughItsStages() throws IOException {
        assertThat(turn.stage()).isEqualTo(Stage.IDLE);
        turn.propose("second");
        assertThat(turn.stage()).isEqualTo(Stage.PROPOSED);
        assertThat(turn.current()).isEqualTo("first");
        assertThat(turn.proposed()).contains("second");
        turn.complete();
        assertThat(turn.stage()).isEqualTo(Stage.SWITCHED);
        assertThat(turn.current()).isEqualTo("second");
        assertThat(turn.replaced()).contains("first");
        assertThat(turn.proposed()).isEmpty();
        turn.forget();
        assertThat(turn.stage()).isEqualTo(Stage.IDLE);
        assertThat(turn.current()).isEqualTo("second");
        assertThat(turn.replaced()).isEmpty();
    }

    @Test
    void isProposedStillWhereItWasCutOffInTheMiddleOfTheSwitch() throws IOException {
        turn.propose("second");
        Files.writeString(folder.resolve("rotation/some-secret.former"), "first\n");
        assertThat(turn.stage()).isEqualTo(Stage.PROPOSED);
        turn.complete();
        assertThat(turn.current()).isEqualTo("second");
        assertThat(turn.replaced()).contains("first");
    }

    @Test
    void keepsAllOfItFromEverybodyElse() throws IOException {
        turn.propose("second");
        assertThat(mode(folder.resolve("rotation"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("rotation/some-secret.next"))).isEqualTo("rw-------");
        turn.complete();
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("rotation/some-secret.former"))).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
