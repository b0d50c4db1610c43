package dev.slipway.line.host.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.configuration.SecretName;
import dev.slipway.line.host.HostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final SecretName PLACE = new SecretName("shop", "production", "API_KEY");

    @TempDir
    Path folder;

    private KeyFile file() {
        return new KeyFile(folder.resolve("configuration-key"), folder.resolve("groups/configuration-key.json"));
    }

    @Test
    void isMadeOnceAndShowsOnlyItsPublicHalf() throws Exception {
        OpeningKey made = file().readOrMake().current();
        assertThat(file().readOrMake().current().json()).isEqualTo(made.json());
        assertThat(file().readOrMake().former()).isEmpty();
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

    /** As each step of a rotation may be killed, each is done twice. */
    @Test
    void opensWhatWasSealedBeforeItWasReplaced() throws Exception {
        OpeningKey former = file().readOrMake().current();
        String sealed = former.sealing().seal(PLACE, "s3cret");
        file().keep();
        file().keep();
        OpeningKey next = OpeningKey.make();
        Files.writeString(file().whole(), next.json() + "\n");
        OpeningKeys keys = file().readOrMake();
        assertThat(keys.current().json()).isEqualTo(next.json());
        assertThat(keys.former()).extracting(OpeningKey::json).containsExactly(former.json());
        assertThat(keys.open(PLACE, sealed)).isEqualTo("s3cret");
        assertThat(keys.open(PLACE, next.sealing().seal(PLACE, "another"))).isEqualTo("another");
        assertThat(Files.readString(file().shown())).isEqualTo(next.sealing().json() + "\n");
    }

    @Test
    void keepsFormerKeysFromEverybodyElse() throws Exception {
        String kid = file().readOrMake().current().sealing().kid();
        file().keep();
        Path kept = folder.resolve("configuration-keys/" + kid + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("configuration-keys"))))
                .isEqualTo("rwx------");
    }

    @Test
    void opensNothingForAFormerKeyThatWasDeleted() throws Exception {
        String sealed = file().readOrMake().current().sealing().seal(PLACE, "s3cret");
        Files.writeString(file().whole(), OpeningKey.make().json());
        assertThatThrownBy(() -> file().readOrMake().open(PLACE, sealed)).isInstanceOf(SealException.class);
    }

    @Test
    void namesAFormerKeyThatCannotBeRead() throws Exception {
        file().readOrMake();
        file().keep();
        Files.writeString(folder.resolve("configuration-keys/broken.json"), "half of it");
        assertThatThrownBy(() -> file().readOrMake())
                .isInstanceOf(HostException.class)
                .hasMessageContaining("configuration-keys/broken.json has no key in it");
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
