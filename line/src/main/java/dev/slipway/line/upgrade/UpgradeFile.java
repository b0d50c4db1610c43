package dev.slipway.line.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file with the current upgrade, always consistent even if the program is killed. */
record UpgradeFile(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Optional<Upgrade> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Upgrade upgrade = JSON.readValue(path.toFile(), Upgrade.class);
        if (upgrade.form() > Upgrade.FORM) {
            throw new UpgradeException("The upgrade that is under way was begun by a later release of Slipway.", "");
        }
        return Optional.of(upgrade);
    }

    void write(Upgrade upgrade) throws IOException {
        AtomicFile.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(upgrade));
    }

    void clear() throws IOException {
        Files.deleteIfExists(path);
    }
}
