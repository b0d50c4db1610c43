package dev.slipway.line.host.file;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.host.HostException;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The line's key pair for sealed secrets.
 *
 * @param whole the file with the private key, readable by the owner only
 * @param shown the file with the public key, readable by everybody
 */
public record KeyFile(Path whole, Path shown) {
    private static final String NAME = "configuration-key";

    /** The key of a line. In containers, the line's secrets are read-only, so it is in the groups' folder. */
    public static KeyFile of(Settings settings) {
        Path folder = settings.isInContainers() ? settings.groups() : settings.secrets();
        return new KeyFile(folder.resolve(NAME), settings.groups().resolve(NAME + ".json"));
    }

    /** Reads the key, or generates it. */
    public OpeningKey readOrMake() throws IOException {
        String known = new StateFile(whole).read().orElse("").strip();
        OpeningKey key = known.isEmpty() ? OpeningKey.make() : read(known);
        if (known.isEmpty()) {
            new SecretFile(whole).write(key.json() + "\n");
        }
        StateFile file = new StateFile(shown);
        String text = key.sealing().json() + "\n";
        if (!file.read().equals(Optional.of(text))) {
            file.write(text, StateFile.FOR_ALL);
        }
        return key;
    }

    private OpeningKey read(String text) {
        try {
            return OpeningKey.of(text);
        } catch (SealException e) {
            throw new HostException(whole + " has no key in it: restore it from a backup, or remove it, and set every"
                    + " secret of every service again");
        }
    }
}
