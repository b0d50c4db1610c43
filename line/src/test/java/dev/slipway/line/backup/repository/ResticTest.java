package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a program in the place of restic that refuses each lock as restic 0.14 does. */
class ResticTest {
    private static final String RESTIC = """
            #!/bin/sh
            echo "$*" >>"$CALLS"
            case " $* " in
              *' --no-lock '*) ;;
              *)
                printf '%s\n' "$REFUSAL" 'unable to create lock in backend' >&2
                exit 1
                ;;
            esac
            if [ "$1" = snapshots ]; then
              echo '[{"time":"2026-11-27T02:30:00Z","hostname":"line.example","tags":["slipway"],"id":"aa11bb22cc"}]'
            fi
            """;

    @TempDir
    Path folder;

    private Path calls;

    @BeforeEach
    void make() throws IOException {
        calls = folder.resolve("calls");
        Files.writeString(folder.resolve("restic"), RESTIC);
        Files.setPosixFilePermissions(folder.resolve("restic"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @CsvSource({"no space left on device, is full", "read-only file system, is read-only"})
    void readsWithoutALockWhereThereIsNoneToHave(String refusal, String message) throws IOException {
        Restic restic = restic("open /mnt/backup/locks/1-tmp-2: " + refusal);
        restic.open();
        restic.unlock();
        assertThat(Snapshot.choose(restic.snapshots(), "", Instant.MAX).id()).isEqualTo("aa11bb22cc");
        assertThat(calls).hasContent("""
                cat config
                cat config --no-lock
                snapshots --json --tag slipway --no-lock""");
        assertThatThrownBy(restic::requireLock).hasMessageContaining(message);
        assertThatThrownBy(() -> restic.forget("line.example", new Retention("daily=7")))
                .hasMessageContaining(message);
    }

    @Test
    void doesNotReadPastSomebodyElsesLock() throws IOException {
        Restic restic = restic("repository is already locked exclusively by PID 1 on nas by backup");
        assertThatThrownBy(restic::open).hasMessageContaining("The repository is locked");
        assertThat(calls).hasContent("cat config");
    }

    private Restic restic(String refusal) {
        return new Restic(
                folder.resolve("repository").toString(),
                folder,
                Map.of(),
                folder.resolve("cache"),
                Map.of("PATH", folder + ":" + System.getenv("PATH"), "CALLS", calls.toString(), "REFUSAL", refusal));
    }
}
