package dev.slipway.line.host.file;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.host.HostException;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The line's key pair for sealed secrets. Former private keys are beside it, in a folder {@code configuration-keys}: older versions of
 * configurations, which may come into force again, stay as they are.
 *
 * @param whole the file with the private key, readable by the owner only
 * @param shown the file with the public key, readable by everybody
 */
public record KeyFile(Path whole, Path shown) {
    private static final String NAME = "configuration-key";
    private static final String SUFFIX = ".json";

    /** The key of a line. In containers, the line's secrets are read-only, so it is in the groups' folder. */
    public static KeyFile of(Settings settings) {
        Path folder = settings.isInContainers() ? settings.groups() : settings.secrets();
        return new KeyFile(folder.resolve(NAME), settings.groups().resolve(NAME + SUFFIX));
    }

    /** Reads the keys; generates one if there is none. Publishes the current one's public half. */
    public OpeningKeys readOrMake() throws IOException {
        String known = new StateFile(whole).read().orElse("").strip();
        OpeningKey key = known.isEmpty() ? OpeningKey.make() : read(whole, known);
        if (known.isEmpty()) {
            new SecretFile(whole).write(key.json() + "\n");
        }
        StateFile file = new StateFile(shown);
        String text = key.sealing().json() + "\n";
        if (!file.read().equals(Optional.of(text))) {
            file.write(text, StateFile.FOR_ALL);
        }
        return new OpeningKeys(key, former());
    }

    /** Keeps the current key among the former ones, as another one is about to replace it. Idempotent. */
    public void keep() throws IOException {
        OpeningKey key = read(whole, Files.readString(whole).strip());
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
        new SecretFile(folder().resolve(key.sealing().kid() + SUFFIX)).write(key.json() + "\n");
    }

    private List<OpeningKey> former() throws IOException {
        List<OpeningKey> former = new ArrayList<>();
        if (Files.isDirectory(folder())) {
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file : files.filter(one -> one.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList()) {
                    former.add(read(file, Files.readString(file).strip()));
                }
            }
        }
        return former;
    }

    private Path folder() {
        return whole.resolveSibling(NAME + "s");
    }

    private static OpeningKey read(Path file, String text) {
        try {
            return OpeningKey.of(text);
        } catch (SealException e) {
            throw new HostException(file + " has no key in it: restore it from a backup, or remove it, and set every"
                    + " secret of every service again");
        }
    }
}
