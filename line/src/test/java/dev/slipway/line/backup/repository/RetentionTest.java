package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.line.backup.program.BackupPrograms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Which backups the retention removes, by the restic that is installed, where one is. */
@DisabledIfSystemProperty(named = "skipITs", matches = "true", disabledReason = "starts restic")
class RetentionTest {
    private static final String LINE = "line.example";
    private static final String OTHER = "other.example";

    @TempDir
    Path folder;

    private Path state;
    private Path repository;
    private Restic restic;

    @BeforeEach
    void make() throws IOException {
        assumeThat(isInstalled()).as("restic is installed").isTrue();
        state = Files.createDirectory(folder.resolve("state"));
        Files.writeString(state.resolve("settings"), "SLIPWAY_DOMAIN=" + LINE + "\n");
        repository = folder.resolve("repository");
        restic = new Restic(
                repository.toString(),
                state,
                Map.of("RESTIC_PASSWORD", "of the repository"),
                folder.resolve("cache"),
                Map.of());
        restic.init();
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "restic")));
    }

    /** Whatever versions the line ran: each tags its backups. What is not the line's stays, though as old. */
    @Test
    void keepsTheLastOfEachPeriodAndAllOfTwoDays() throws IOException {
        for (String day : List.of("2025-11-25", "2025-11-29")) {
            store(OTHER, "slipway", day + " 02:00:00");
            store(LINE, "somebody", day + " 02:00:00");
        }
        store(LINE, "slipway,0.1.0", "2025-11-30 02:00:00");
        store(LINE, "slipway,0.1.0", "2025-12-30 02:00:00");
        store(LINE, "slipway,0.1.0", "2026-01-10 02:00:00");
        store(LINE, "slipway,0.1.0", "2026-01-18 07:00:00");
        store(LINE, "slipway,0.2.0", "2026-01-18 09:00:00");
        store(LINE, "slipway,0.2.0", "2026-01-20 02:00:00");
        store(LINE, "slipway,0.2.0", "2026-01-20 08:00:00");
        restic.forget(LINE, new Retention("daily=1 monthly=2"));
        assertThat(Snapshot.parse(run(List.of("snapshots", "--json"))))
                .extracting(Snapshot::host, Snapshot::release, one -> one.at().toString())
                .containsExactlyInAnyOrder(
                        tuple(LINE, "0.2.0", "2026-01-20T08:00:00Z"),
                        tuple(LINE, "0.2.0", "2026-01-20T02:00:00Z"),
                        tuple(LINE, "0.2.0", "2026-01-18T09:00:00Z"),
                        tuple(LINE, "0.1.0", "2025-12-30T02:00:00Z"),
                        tuple(LINE, "somebody", "2025-11-29T02:00:00Z"),
                        tuple(LINE, "somebody", "2025-11-25T02:00:00Z"),
                        tuple(OTHER, "", "2025-11-29T02:00:00Z"),
                        tuple(OTHER, "", "2025-11-25T02:00:00Z"));
    }

    private void store(String host, String tags, String time) throws IOException {
        run(List.of("backup", "--quiet", "--host", host, "--tag", tags, "--time", time, "."));
    }

    private String run(List<String> words) throws IOException {
        return BackupPrograms.require(
                BackupPrograms.in(state)
                        .with(Map.of(
                                "RESTIC_REPOSITORY",
                                repository.toString(),
                                "RESTIC_PASSWORD",
                                "of the repository",
                                "RESTIC_CACHE_DIR",
                                folder.resolve("cache").toString(),
                                "TZ",
                                "UTC")),
                Stream.concat(Stream.of("restic"), words.stream()).toList());
    }
}
