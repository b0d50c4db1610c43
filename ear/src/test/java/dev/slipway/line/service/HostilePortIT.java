package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** While one of the line's programs does not run, a service listens at its port: it would be shown passwords and tokens. */
@Isolated
@ExtendWith({HostileIT.TakesRoot.class, Neighbours.Resolver.class})
class HostilePortIT {
    private static final Line LINE = Line.running();
    private static final URI SIGN_IN = LINE.auth().resolve("/realms/slipway/.well-known/openid-configuration");
    private static final URI CONSOLE = LINE.admin().resolve("/console/index.html");
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(4);

    private static Team hostile;

    @BeforeAll
    static void meet(Neighbours neighbours) {
        hostile = neighbours.hostile();
    }

    @Test
    void isShownNothing() throws Exception {
        run(". line/lib/common && supervise stop keycloak").expectSuccess();
        try {
            listen("SLIPWAY_KEYCLOAK_PORT");
            // httpd looks once a second.
            await().atMost(PROMPTLY).until(() -> !get().body().contains("stolen"));
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = get();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).doesNotContain("stolen");
            }
            Command.Result recovery =
                    Command.slipway("recover", "nobody-of-that-name").run();
            assertThat(recovery.code()).isEqualTo(1);
            assertThat(String.join("\n", recovery.output()))
                    .as("the secret of the realm's provisioner is for Keycloak alone")
                    .contains("port " + LINE.port("SLIPWAY_KEYCLOAK_PORT")
                            + " of Keycloak is held by a program of the user slipway-");
            hostile.post("/silence", "");
            listen("SLIPWAY_KEYCLOAK_HEALTH_PORT");
            assertThat(run("keycloak/bin/keycloak ready").code())
                    .as("the line's owner would tell it the secret of the realm's provisioner")
                    .isNotZero();
        } finally {
            hostile.post("/silence", "");
            run(". line/lib/common && supervise start keycloak").expectSuccess();
        }
        await().atMost(LONG).until(() -> get().statusCode() == 200);
    }

    /** An admin's console, and what Maven and the CLI show a worker's management. */
    @Test
    void isShownNoConsole() throws Exception {
        run(". line/lib/common && supervise stop wildfly:wildfly-1").expectSuccess();
        try {
            listen("SLIPWAY_MANAGEMENT_PORT");
            await().atMost(PROMPTLY).until(() -> !get(CONSOLE).body().contains("stolen"));
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = get(CONSOLE);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).doesNotContain("stolen");
            }
        } finally {
            hostile.post("/silence", "");
            run(". line/lib/common && supervise start wildfly:wildfly-1").expectSuccess();
        }
        await().atMost(LONG).until(() -> get(CONSOLE).statusCode() == 200);
    }

    private static void listen(String name) {
        assertThat(hostile.post("/listen", "port=" + LINE.port(name)).body()).isEqualTo("did: listens");
    }

    private static Command.Result run(String script) {
        return Command.bash(script).run();
    }

    private static HttpResponse<String> get() throws IOException, InterruptedException {
        return get(SIGN_IN);
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return LINE.http()
                .send(HttpRequest.newBuilder(address).timeout(PROMPTLY).build(), BodyHandlers.ofString());
    }
}
