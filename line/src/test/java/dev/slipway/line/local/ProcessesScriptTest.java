package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How root finds the line's processes in a container, where it may not trace those of other users. */
class ProcessesScriptTest extends ScriptScene {
    /** Of the process in {@code child}, once that is this program as a user that each Debian has. */
    private static final String ASK = """
            trap 'kill "$child"' EXIT
            until [[ $(<"/proc/$child/comm") == %s && $(awk '/^Uid/ { print $2 }' "/proc/$child/status") == $(id -u backup) ]]; do sleep 0.01; done
            without=-sys_ptrace,-perfmon,-sys_admin
            setpriv --bounding-set="$without" --inh-caps="$without" bash -c '
              if cat "/proc/$1/environ" >/dev/null; then echo "may read it"; fi
              . "$SLIPWAY_ROOT/line/lib/common"
              if belongs_here "$1"; then echo "belongs here"; fi
              SLIPWAY_STATE=/another
              if belongs_here "$1"; then echo "belongs there, too"; fi
              of_process "$1" readlink "/proc/$1/cwd" || true' ask "$child" 2>/dev/null
            """;

    @BeforeEach
    void needRoot() throws IOException {
        assumeThat((Integer) Files.getAttribute(folder, "unix:uid")).isZero();
    }

    @Test
    void findsThoseOfOtherUsers() throws Exception {
        assertThat(asked("become backup sleep 60 >/dev/null 2>&1 &\nchild=$!\n", "sleep"))
                .isEqualTo("belongs here\n" + folder.toRealPath() + "\n");
    }

    /** Whoever changes its user, and runs no other program then, is nobody's to read. */
    @Test
    void findsThoseOfHttpd() throws Exception {
        String start = """
                perl -e '$< = $> = getpwnam("backup"); sleep 60' -- -d "$SLIPWAY_STATE/httpd" >/dev/null 2>&1 &
                child=$!
                """;
        assertThat(asked(start, "perl")).isEqualTo("belongs here\n");
    }

    private String asked(String start, String program) throws IOException, InterruptedException {
        return checkout.run(Map.of(), "-c", ". line/lib/common\n" + start + ASK.formatted(program))
                .expect(0)
                .output();
    }
}
