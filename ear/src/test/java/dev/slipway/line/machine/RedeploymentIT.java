package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Line;
import dev.slipway.line.NativeManagement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is deployed again and again leaves nothing behind in the worker's memory. */
@Isolated
class RedeploymentIT {
    /** So many do not all fit into what a worker's classes may take: something has to be unloaded, wherever the threshold for that was. */
    private static final int TIMES = 8;

    /** One archive of the ledger has well over a thousand, with the proxies that Weld and Hibernate make for it. */
    private static final int LESS_THAN_AN_ARCHIVE = 700;

    /** What still goes on in the background of the archive before lets go of it, and WildFly's own threads of what they did last. */
    private static final Duration LETS_GO = Duration.ofSeconds(60);

    /** In MB, more than a quarter above what was measured: besides, memory grows with the processors, by threads and their arenas. */
    private static final long METASPACE = 220;

    private static final long RESIDENT = 800;

    /** The JVM gives back to the system what it has freed outside its heap once a minute. */
    private static final Duration GIVES_BACK = Duration.ofMinutes(3);

    private final NativeManagement worker =
            NativeManagement.user("break-glass", Line.running().secret("break-glass-password"));

    @Test
    void leavesNoClassLoaderAndUnloadsUnasked() {
        redeploy();
        long before = collected();
        long unloaded = classes("unloaded-class-count");
        for (int time = 0; time < TIMES; time++) {
            redeploy();
        }
        assertThat(classes("unloaded-class-count") - unloaded)
                .as("what ran before is unloaded, unasked, as the next one comes")
                .isGreaterThan(LESS_THAN_AN_ARCHIVE);
        Awaitility.await()
                .atMost(LETS_GO)
                .untilAsserted(() -> assertThat(collected() - before).isLessThan(LESS_THAN_AN_ARCHIVE));
        Awaitility.await()
                .atMost(GIVES_BACK)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    collected();
                    assertThat(metaspace()).as("MB of metaspace").isLessThan(METASPACE);
                    assertThat(resident()).as("MB resident").isLessThan(RESIDENT);
                });
    }

    private void redeploy() {
        result("""
                {"operation":"redeploy","address":[{"deployment":"slipway.ear"}]}""");
    }

    /** How many classes are left when all are gone that nothing holds. */
    private long collected() {
        result("""
                {"operation":"gc","address":[{"core-service":"platform-mbean"},{"type":"memory"}]}""");
        return classes("loaded-class-count");
    }

    private long classes(String which) {
        return result("""
                        {"operation":"read-attribute","name":"%s","address":[{"core-service":"platform-mbean"},{"type":"class-loading"}]}""".formatted(which)).asLong();
    }

    private long metaspace() {
        return result("""
                        {"operation":"read-attribute","name":"usage","address":[{"core-service":"platform-mbean"},{"type":"memory-pool"},{"name":"Metaspace"}]}""").path("used").asLong() >> 20;
    }

    private static long resident() throws IOException {
        String pid = Files.readString(Line.running().state().resolve("run/wildfly-1.pid"));
        return Files.readAllLines(Path.of("/proc", pid.strip(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode result(String operation) {
        JsonNode answer = worker.execute(operation).orElseThrow();
        assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("success");
        return answer.path("result");
    }
}
