package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code web-api/bin/postgresql serve} starts PostgreSQL with. */
class PostgresqlScriptTest extends ScriptScene {
    /** When its owner logs out, logind removes what they have in /dev/shm, and parallel queries would fail. */
    @Test
    void sharesNoMemoryThatALogoutRemoves() throws Exception {
        checkout.write("web-api/bin/postgresql", Files.readString(Path.of("../web-api/bin/postgresql")));
        Files.createDirectory(checkout.state().resolve("run"));
        checkout.stubSetpriv();
        checkout.stub("programs/pgrep", "exit 1\n");
        checkout.stub("state/postgresql/home/bin/postgres", "echo \"$*\"\n");
        // Nobody listens there, and the stub does not.
        String arguments = checkout.run(Map.of("SLIPWAY_POSTGRES_PORT", "1"), "web-api/bin/postgresql", "serve")
                .expect(0)
                .output();
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
        assertThat(arguments).contains("-c port=1 ");
        assertThat(arguments.contains(" -c dynamic_shared_memory_type=mmap"))
                .as("run by root, it has a system user")
                .isEqualTo(!isRoot);
    }
}
