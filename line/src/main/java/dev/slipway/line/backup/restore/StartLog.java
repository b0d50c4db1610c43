package dev.slipway.line.backup.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The output of a staged line's server during its start. It is quoted in messages, since the folder is removed after a
 * failure.
 *
 * @param file must exist
 */
record StartLog(Path file) {
    /** The last line with an error; empty if there is none. */
    Optional<String> lastError() throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("ERROR") || line.contains("FATAL") || line.contains("slipway:"))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }
}
