package dev.slipway.line.host;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The key that a line's secrets are sealed for.
 *
 * @param whole the file that only the owner may read
 * @param shown the file that has its public half, for everybody
 */
record KeyFile(Path whole, Path shown) {
    private static final String NAME = "configuration-key";

    /** Of a line. In containers, its secrets cannot be written; what is kept of the groups can. */
    static KeyFile of(Settings settings) {
        Path folder = settings.isInContainers() ? settings.groups() : settings.secrets();
        return new KeyFile(folder.resolve(NAME), settings.groups().resolve(NAME + ".json"));
    }

    /** The one that there is, made where there is none. */
    OpeningKey readOrMake() throws IOException {
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
            throw new HostException(whole + " has no key in it: bring it back from a backup, or remove it, and set"
                    + " every secret of every service again");
        }
    }
}
