package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop of {@code httpd/bin/watcher} where the machine's clock is set back. */
class WatcherClockTest {
    /** Two hours back in the third second, then five minutes forth; a backup is due from then on. */
    private static final String LOOP = """
            BASH_ARGV0=httpd/bin/watcher
            . httpd/bin/watcher inputs >/dev/null
            remember_pid() { :; }
            install() { :; }
            remember() { :; }
            staged() { :; }
            answers() { :; }
            save_hosts() { :; }
            check_interval() { echo 300; }
            process_group_requests() { :; }
            status_of() { echo 401; }
            look() { echo look; }
            nice() { schedule_backup && echo "${*:4}"; }
            schedule_backup() { echo $((EPOCHSECONDS + 600)) >"$SLIPWAY_STATE/backup/next"; }
            sleep() {
              # However busy the machine is.
              while ((looker != 0)) && kill -0 "$looker" 2>/dev/null; do command sleep 0.01; done
              ticks=$((ticks + 1))
              case $ticks in
                3) rm "$SLIPWAY_STATE/backup/next" && SECONDS=-7200 ;;
                6) SECONDS=$((SECONDS + 300)) ;;
                12) wait && exit 0 ;;
              esac
            }
            ticks=0 SECONDS=500 SLIPWAY_BACKUP_TO=/mnt/backup SLIPWAY_WATCH_TICK=5
            schedule_backup
            serve
            """;

    @TempDir
    Path state;

    @Test
    void goesOnWithTheCertificatesAndTheBackup() throws IOException, InterruptedException {
        Files.createDirectory(state.resolve("backup"));
        assertThat(Shell.lines(state, Map.of(), LOOP)).containsExactlyInAnyOrder("look", "backup nightly", "look");
    }
}
