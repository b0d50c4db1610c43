package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop of {@code httpd/bin/watcher} while a look at all certificates takes long. */
class WatcherLoopTest {
    /** In each round, something has changed; the first look ends only once the groups' requests were seen seven times. */
    private static final String LOOP = """
            BASH_ARGV0=httpd/bin/watcher
            . httpd/bin/watcher inputs >/dev/null
            remember_pid() { :; }
            install() { :; }
            remember() { :; }
            staged() { date +%N; }
            answers() { :; }
            save_hosts() { :; }
            check_interval() { echo 300; }
            take_backup_due() { :; }
            process_group_requests() {
              seen=$((seen + 1))
              if ((seen == 7)); then : >"$SLIPWAY_STATE/seen"; fi
            }
            look() {
              echo begins
              for _ in {1..500}; do if [[ ! -e $SLIPWAY_STATE/seen ]]; then command sleep 0.01; fi; done
              if [[ -e $SLIPWAY_STATE/seen ]]; then echo ends; else echo 'has waited in vain'; fi
            }
            sleep() {
              if ((seen >= 7)); then while kill -0 "$looker" 2>/dev/null; do command sleep 0.01; done; fi
              if ((seen == 12)); then wait && exit 0; fi
            }
            seen=0 SLIPWAY_WATCH_TICK=5
            serve
            """;

    @TempDir
    Path state;

    @Test
    void takesGroupsRequestsDuringALookAndLooksOnceAtATime() throws IOException, InterruptedException {
        assertThat(Shell.lines(state, Map.of(), LOOP)).containsExactly("begins", "ends", "begins", "ends");
    }
}
