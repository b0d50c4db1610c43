package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code web-api/bin/postgresql serve} starts PostgreSQL with. */
class PostgresqlScriptTest extends ScriptScene {
    @Test
    void takesTheConnectionsOfTheSetting() throws Exception {
        assertThat(arguments(Map.of("SLIPWAY_POSTGRES_PORT", "1"))).contains("-c max_connections=500 ");
        assertThat(arguments(Map.of("SLIPWAY_POSTGRES_PORT", "1", "SLIPWAY_POSTGRES_CONNECTIONS", "800")))
                .contains("-c max_connections=800 ");
    }

    /** When its owner logs out, logind removes what they have in /dev/shm, and parallel queries would fail. */
    @Test
    void sharesNoMemoryThatALogoutRemoves() throws Exception {
        String arguments = arguments(Map.of("SLIPWAY_POSTGRES_PORT", "1"));
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
        assertThat(arguments).contains("-c port=1 ");
        assertThat(arguments.contains(" -c dynamic_shared_memory_type=mmap"))
                .as("run by root, it has a system user")
                .isEqualTo(!isRoot);
    }

    /** What PostgreSQL is started with; nobody listens at the port, and the stub does not. */
    private String arguments(Map<String, String> settings) throws Exception {
        checkout.write("web-api/bin/postgresql", Files.readString(Path.of("../web-api/bin/postgresql")));
        Files.createDirectories(checkout.state().resolve("run"));
        checkout.stubSetpriv();
        checkout.stub("programs/pgrep", "exit 1\n");
        checkout.stub("state/postgresql/home/bin/postgres", "echo \"$*\"\n");
        return checkout.run(settings, "web-api/bin/postgresql", "serve")
                .expect(0)
                .output();
    }
}
