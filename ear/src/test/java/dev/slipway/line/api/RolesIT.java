package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
@InTurn
class RolesIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Map<String, Caller> CALLERS = new HashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {"services", "environments", "releases", "deployments", "me", "services/slipway", "no-such-thing"
            })
    void refusesCallersWithoutLogin(String path) {
        for (String accepted : new String[] {"*/*", "application/json", "text/html"}) {
            Answer answer = Caller.anonymous().get("/api/v1/" + path, "Accept", accepted);
            answer.expectProblem(401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Location")).isEmpty();
        }
    }

    /** Also where the token that they were made of is known to be good. */
    @Test
    void refusesForgedTokens() {
        String good = Caller.pipeline().token();
        Caller.bearing(good).get("/api/v1/deployments").expect(200);
        String[] parts = good.split("\\.", -1);
        String signature = parts[2].substring(0, parts[2].length() - 6) + "AAAAAA";
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        for (String token : new String[] {
            parts[0] + "." + parts[1] + "." + signature,
            good + "A",
            good + " " + good,
            unsigned + "." + parts[1] + ".",
            "nonsense",
            "a.b.c"
        }) {
            Answer answer = Caller.bearing(token).get("/api/v1/deployments");
            answer.expectProblem(401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    /** A token that is known to be good is good until then. */
    @Test
    void refusesATokenThatHasExpired() {
        Caller client = REALM.clientWithTokensFor(8, "viewer");
        // Keycloak counts from the beginning of a second.
        Instant good = Instant.now().plusSeconds(8 - 1);
        Caller holder = Caller.bearing(client.token());
        List<Integer> answers = Stream.generate(() -> holder.get("/api/v1/me").status())
                .limit(2)
                .toList();
        // Else the machine is so busy that it has expired by now.
        if (Instant.now().isBefore(good)) {
            assertThat(answers).containsOnly(200);
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> holder.get("/api/v1/me").status() == 401);
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline, 200, 201, 403", "nobody, 403, 403, 403", "viewer, 200, 403, 403",
        "deployer, 200, 201, 403", "approver, 200, 403, 403", "admin, 200, 201, 201",
    })
    void letsEveryRoleDoItsOwn(String role, int read, int write, int administer) {
        Caller caller = caller(role);
        String service = SCRATCH.service(Caller.pipeline());
        for (String list : new String[] {"services", "environments", "releases", "deployments"}) {
            expect(caller.get("/api/v1/" + list), read);
        }
        expect(caller.post("/api/v1/services", Requests.service(SCRATCH.name())), write);
        expect(caller.post("/api/v1/releases", Requests.release(service, "1.0")), write);
        Caller.pipeline()
                .post("/api/v1/releases", Requests.release(service, "2.0"))
                .expect(201);
        expect(caller.post("/api/v1/deployments", Requests.deployment(service, "2.0")), write);
        expect(caller.post("/api/v1/environments", Requests.environment(SCRATCH.name())), administer);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, ''",
        "viewer, viewer",
        "deployer, 'viewer, deployer'",
        "approver, 'viewer, approver'",
        "admin, 'viewer, deployer, approver, admin'",
        "agent, agent"
    })
    void tellsCallersWhoTheyAre(String role, String roles) {
        var me = caller(role).get("/api/v1/me").expect(200);
        assertThat(me.path("name").asText()).startsWith("service-account-it-");
        // The agent carries out what was asked for, of whichever service.
        boolean isOfAll = roles.contains("deployer") || role.equals("agent");
        assertThat(me.path("deploys").toString()).isEqualTo(isOfAll ? "[\"*\"]" : "[]");
        assertThat(me.path("roles"))
                .extracting(node -> node.asText())
                .isEqualTo(Arrays.stream(roles.split(", ", -1))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @Test
    void writesTheCallersNameIntoTheLedger() {
        Caller deployer = REALM.client("deployer");
        String service = SCRATCH.service(deployer);
        deployer.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        Map<String, Object> request = Requests.deployment(service, "1.0");
        Answer forged = deployer.post("/api/v1/deployments", Requests.with(request, "actor", "somebody-else"));
        forged.expectProblem(400, "invalid-request");
        assertThat(forged.refused()).containsExactly("actor");
        assertThat(deployer.post("/api/v1/deployments", request).expect(201).path("actor"))
                .isEqualTo(deployer.get("/api/v1/me").expect(200).path("name"));
    }

    private static Caller caller(String role) {
        return CALLERS.computeIfAbsent(role, name -> switch (name) {
            case "pipeline" -> Caller.pipeline();
            case "nobody" -> REALM.client();
            default -> REALM.client(name);
        });
    }

    private static void expect(Answer answer, int status) {
        if (status == 403) {
            answer.expectProblem(403, "forbidden");
        } else {
            answer.expect(status);
        }
    }
}
