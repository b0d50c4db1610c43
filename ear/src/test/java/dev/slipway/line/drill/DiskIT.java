package dev.slipway.line.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.NativeManagement;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The disk with all that the line keeps is full for a minute: what cannot be done says so, and nothing is lost that was done. */
@Isolated
class DiskIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AFTERMATH = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration REFILL = Duration.ofMillis(200);
    private static final Duration OPERATE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void isFull() throws Exception {
        assumeThat((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .isZero();
        try (SmallDisk disk = SmallDisk.under(Line.running(), folder.resolve("disk"));
                Scratch scratch = new Scratch();
                Realm realm = new Realm();
                Drill drill = Drill.begin("disk", "full for a minute", BOUND);
                Load load = Load.begin(scratch, realm)) {
            List<String> sessions = load.sessions();
            String archive = scratch.name() + ".war";
            Path file = folder.resolve(archive);
            Wars.page(archive).as(ZipExporter.class).exportTo(file.toFile());
            int operations = succeeded(Management.deploy(Caller.pipeline(), 1, archive, file));
            NativeManagement management =
                    NativeManagement.user("agent", Line.running().secret("agent-management-password"));
            Duration full = load.now();
            Map<String, Integer> said = new TreeMap<>();
            for (Duration next = full; load.now().compareTo(full.plus(MINUTE)) < 0; ) {
                disk.fill();
                if (load.now().compareTo(next) >= 0) {
                    operations += redeploy(management, archive, said);
                    next = load.now().plus(OPERATE);
                }
                load.goOnUntil(load.now().plus(REFILL));
            }
            Duration room = load.now();
            disk.makeRoom();
            load.goOnUntil(room.plus(BOUND).plus(AFTERMATH));
            operations += redeploy(management, archive, said);
            Figures figures = load.end();
            drill.saw(figures, load.writes().kept(), figures.servedAfter(room));
            System.out.println("drill: what answers said meanwhile: "
                    + figures.failed().stream()
                            .collect(Collectors.groupingBy(
                                    one -> one.status() + " " + one.said().replaceAll("urn:uuid:[0-9a-f-]+", "…"),
                                    TreeMap::new,
                                    Collectors.counting())));
            System.out.println("drill: operations on worker-1: " + said);
            load.writes().check(figures);
            int answered = operations;
            int gaps =
                    Caller.pipeline().get("/api/v1/gaps?limit=100").items("id").size();
            await().atMost(BOUND)
                    .untilAsserted(
                            () -> assertThat(recorded(archive).size() == answered || gaps > 0 && lastSucceeded(archive))
                                    .as("%d operations, %d gaps, on record: %s", answered, gaps, recorded(archive))
                                    .isTrue());
            System.out.printf(
                    "drill: %d operations, %d on record, %d gaps%n",
                    answered, recorded(archive).size(), gaps);
            assertThat(figures.failed().stream().filter(one -> one.said().contains("#disk-full")))
                    .as("what says that the disk is full")
                    .isNotEmpty();
            assertThat(figures.servedAfter(room)).isLessThan(BOUND);
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.sessions()).isEqualTo(sessions);
            // Little is free on it even with room.
            await().atMost(BOUND.multipliedBy(2))
                    .untilAsserted(() -> assertThat(openAlerts()).contains("disk"));
            disk.grow();
            await().atMost(BOUND.multipliedBy(2))
                    .untilAsserted(() -> assertThat(openAlerts()).doesNotContain("disk"));
            drill.held();
        }
    }

    private static List<String> openAlerts() {
        return Caller.pipeline().get("/api/v1/alerts?state=open&limit=100").items("kind");
    }

    /** What the ledger has of it, by outcome, the last one first. */
    private static List<String> recorded(String archive) {
        return Caller.pipeline()
                .get("/api/v1/deployments?limit=100&service=" + archive.replace(".war", ""))
                .items("outcome");
    }

    private static boolean lastSucceeded(String archive) {
        return recorded(archive).get(0).equals("succeeded");
    }

    /** One operation more, however it ended: the server has answered it. By a user whom the worker knows itself, for Keycloak needs a disk, too. */
    private static int redeploy(NativeManagement management, String archive, Map<String, Integer> said) {
        try {
            JsonNode answer = management
                    .execute("{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"" + archive + "\"}]}")
                    .orElseThrow();
            said.merge(
                    answer.path("outcome").asText() + " "
                            + answer.path("failure-description").asText(),
                    1,
                    Integer::sum);
            return 1;
        } catch (IllegalStateException e) {
            said.merge("no answer: " + e.getCause(), 1, Integer::sum);
            return 0;
        }
    }

    private static int succeeded(Answer answer) {
        assertThat(answer.expect(200).path("outcome").asText()).isEqualTo("success");
        return 1;
    }
}
