package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.service.app.Refusal;
import dev.slipway.line.service.app.ToldServlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody changes by hand what a worker is told, and ends its process: the ledger says so until the worker is restarted. */
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
class ConfigurationDriftIT {
    private static final Duration UP = Duration.ofMinutes(2);

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    Path folder;

    private final Caller admin = REALM.client("admin", "deployer");

    @Test
    void saysThatItWasChangedByHandUntilTheWorkerIsRestarted() throws IOException {
        Team team = new Team(admin, SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  production: {workers: 1}
                """.formatted(team.service())).expectSuccess();
        try {
            team.deploy(shop(), "1").expectSuccess();
            team.command("config", "set", team.service(), "GREETING=hello").expectSuccess();
            assertThat(told(team)).isEqualTo("hello");
            changesByHand(team);
        } finally {
            team.remove();
        }
    }

    private void changesByHand(Team team) throws IOException {
        String group = team.service() + "-production";
        Path file = Line.running().state().resolve("groups").resolve(group).resolve("configuration");
        String written = Files.readString(file);
        String hello = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
        String other = Base64.getEncoder().encodeToString("changed".getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, written.replace(hello, other));
        Command.bash("kill -9 $(cat \"$SLIPWAY_STATE/run/" + group + "-1.pid\")")
                .run()
                .expectSuccess();
        await().atMost(UP).ignoreExceptions().until(() -> told(team).equals("changed"));

        await().atMost(Duration.ofMinutes(3)).until(() -> drifts(team, "open").size() == 1);
        JsonNode drift = drifts(team, "open").get(0);
        String command = "slipway restart " + team.service() + " --environment production";
        assertThat(drift.path("kind").asText()).isEqualTo("altered-configuration");
        assertThat(drift.path("archive").asText()).isEqualTo("configuration");
        assertThat(drift.path("worker").asText()).isEqualTo(group + "-1");
        assertThat(drift.path("group").asText()).isEqualTo(group);
        assertThat(drift.path("command").asText()).isEqualTo(command);
        assertThat(team.command("status", "--environment", "production", team.service())
                        .expectSuccess()
                        .output())
                .anyMatch(
                        line -> line.contains(group + "-1 of " + group + " in production: the configuration that it was"
                                        + " started with had been changed by hand, since ")
                                && line.endsWith("; to fix it: " + command));
        assertThat(Files.readString(file)).as("the file, mended meanwhile").isEqualTo(written);
        assertThat(told(team)).as("the worker, left alone").isEqualTo("changed");

        team.command("restart", team.service(), "--environment", "production").expectSuccess();
        await().atMost(UP).ignoreExceptions().until(() -> told(team).equals("hello"));
        await().atMost(Duration.ofMinutes(1)).until(() -> drifts(team, "open").isEmpty());
        assertThat(drifts(team, "cleared").findValuesAsText("clearance")).containsExactly("restarted");
    }

    private JsonNode drifts(Team team, String state) {
        return admin.get("/api/v1/drifts?state=" + state + "&service=" + team.service())
                .expect(200)
                .path("items");
    }

    private static String told(Team team) {
        return team.get("/told?name=GREETING").body().split("\\|")[0];
    }

    private static WebArchive shop() {
        return Wars.application("shop", ToldServlet.class, Refusal.class);
    }
}
