package dev.slipway.line;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The workers of a service, which a test has made: by a definition, or by the first deployment. */
public final class OwnWorkers {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Those whose workers the line makes. */
    private static final List<String> ENVIRONMENTS =
            List.of(Line.running().setting("SLIPWAY_ENVIRONMENTS").split(","));

    private OwnWorkers() {}

    /** Makes one in each environment: enough where the test is about no two. */
    public static void make(String service, String... environments) {
        List<String> words = new ArrayList<>(List.of("services", "add", service));
        for (String environment : environments) {
            words.add("--environment");
            words.add(environment + "=1");
        }
        Command.slipway(words.toArray(String[]::new)).run().expectSuccess();
    }

    /** Waits until those that its definition wants in an environment are ready. */
    public static void awaitReady(String service, String environment) {
        await().atMost(PATIENCE)
                .until(() -> Caller.pipeline()
                        .get("/api/v1/server-groups?service=" + service)
                        .expect(200)
                        .path("items")
                        .valueStream()
                        .anyMatch(group -> group.path("environment").asText().equals(environment)
                                && group.path("state").asText().equals("ready")));
    }

    /** Takes them and what they had off the line. Nobody makes, or removes, what a definition wants in the environments of tests. */
    public static void remove(String service) {
        Command.slipway("services", "remove", service, "--no-wait").quietly().run();
        await().atMost(PATIENCE).until(() -> states(service).stream().allMatch("removed"::equals));
        Command.slipway("services", "remove", service, "--data", "--no-wait")
                .quietly()
                .run();
        await().atMost(PATIENCE).until(() -> states(service).isEmpty());
    }

    private static List<String> states(String service) {
        List<String> states = new ArrayList<>();
        for (JsonNode group : Caller.pipeline()
                .get("/api/v1/server-groups?service=" + service)
                .expect(200)
                .path("items")) {
            if (ENVIRONMENTS.contains(group.path("environment").asText())) {
                states.add(group.path("state").asText());
            }
        }
        return states;
    }

    /** The management of one of them, for somebody who may deploy there; the first is number 1. */
    public static NativeManagement management(String service, int number, Realm.Person person) {
        JsonNode workers = Caller.pipeline()
                .get("/api/v1/server-groups?service=" + service)
                .expect(200)
                .path("items")
                .path(0)
                .path("workers");
        Caller caller = Caller.person(person, service + "-production.cli", "http://127.0.0.1:49152/callback");
        return NativeManagement.token(caller.token())
                .at(workers.path(number - 1).path("managementPort").asInt());
    }
}
