package dev.slipway.line.story;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the ledger has of one service. */
record Records(Caller caller, String service) {
    private static final String API = "/api/v1/";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Its deployments in an environment, the last first. */
    List<JsonNode> deployments(String environment) {
        return items("deployments?limit=100&service=" + service + "&environment=" + environment);
    }

    /** The last of them. */
    JsonNode last(String environment) {
        return deployments(environment).get(0);
    }

    /** What is live in an environment. */
    JsonNode live(String environment) {
        return items("deployments?live=true&service=" + service + "&environment=" + environment)
                .get(0);
    }

    /** The request that waits for an environment. */
    JsonNode waiting(String environment) {
        return await().atMost(SOON)
                .until(
                        () -> items("deployment-requests?service=" + service + "&environment=" + environment
                                + "&state=waiting"),
                        requests -> requests.size() == 1)
                .get(0);
    }

    /** What a path has, below the API's. */
    JsonNode get(String path) {
        return caller.get(API + path).expect(200);
    }

    List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        get(path).path("items").forEach(items::add);
        return items;
    }

    /** What an approver says of a version that is to enter an environment. */
    static Map<String, Object> verdict(JsonNode request, String comment) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        for (String member : List.of("service", "version", "environment")) {
            verdict.put(member, request.path(member).asText());
        }
        verdict.put("verdict", "approved");
        verdict.put("comment", comment);
        return verdict;
    }
}
