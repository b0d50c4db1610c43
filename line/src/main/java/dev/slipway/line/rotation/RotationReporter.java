package dev.slipway.line.rotation;

import dev.slipway.line.agent.ledger.AgentLedger;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.file.LockFile;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reports rotated secrets to the ledger, as the agent; what cannot be reported is reported the next time. */
public final class RotationReporter {
    private final Settings settings;
    private final Path waiting;

    public RotationReporter(Settings settings) {
        this.settings = settings;
        waiting = settings.secrets().resolve("rotation/untold");
    }

    /**
     * Records a rotated secret, before it is reported. Idempotent.
     *
     * @param by the user of this machine who requested it
     * @param at when the new value came into use
     */
    void keep(Secret rotated, String by, Instant at) throws IOException {
        String line = Json.object()
                .with("secret", rotated.name())
                .with("by", by)
                .with("rotatedAt", at.toString())
                .toString();
        try (FileChannel lock = lock()) {
            List<String> lines = new ArrayList<>(unreported());
            if (!lines.contains(line)) {
                lines.add(line);
                write(lines);
            }
        }
    }

    /**
     * Reports the rotations not yet reported.
     *
     * @param log is told of those that the ledger refuses, which are dropped: they would hold back all later ones
     */
    public void report(Consumer<String> log) throws IOException {
        List<String> lines = unreported();
        if (lines.isEmpty()) {
            return;
        }
        Ledger ledger = AgentLedger.of(settings);
        for (String line : lines) {
            Json rotation = Json.read(line.getBytes(StandardCharsets.UTF_8));
            try {
                ledger.put(ApiPath.of("agent/rotation"), rotation, "that a secret is rotated");
            } catch (LedgerRefusedException e) {
                if (!e.isInvalid()) {
                    throw e;
                }
                log.accept(
                        "The ledger refuses the report that " + rotation.text("secret") + " is rotated:  " + e.what());
            }
            remove(line);
        }
    }

    /** Another one may have been recorded while the ledger took this one. */
    private void remove(String line) throws IOException {
        try (FileChannel lock = lock()) {
            List<String> lines = new ArrayList<>(unreported());
            lines.remove(line);
            write(lines);
        }
    }

    /** Held while the file is changed: a backup reports rotations, too. */
    private FileChannel lock() throws IOException {
        Path folder = Files.createDirectories(settings.state().resolve("run"));
        FileChannel channel = LockFile.open(folder.resolve("rotations.lock"));
        channel.lock();
        return channel;
    }

    /** The user of this machine who requested it. */
    static String user() {
        return Objects.requireNonNullElseGet(System.getenv("SUDO_USER"), () -> System.getProperty("user.name", "root"));
    }

    private List<String> unreported() throws IOException {
        return Files.exists(waiting) ? Files.readAllLines(waiting) : List.of();
    }

    private void write(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            Files.deleteIfExists(waiting);
            return;
        }
        // Its content is not secret, unlike that of the other files.
        Files.createDirectories(
                waiting.resolveSibling(""),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        AtomicFile.write(waiting, String.join("\n", lines) + "\n");
    }

    /** The reason why they could not be reported. */
    public static String why(CallException e) {
        return "The ledger could not be notified; the next backup does:  " + e.what();
    }
}
