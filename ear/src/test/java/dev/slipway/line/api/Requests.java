package dev.slipway.line.api;

import dev.slipway.line.GitlabIssuer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that the ledger accepts, to be sent as they are or with one member changed. */
public final class Requests {
    static final String COMMIT = GitlabIssuer.COMMIT;
    static final String DIGEST = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    /** When what is recorded began: an hour ago, which is like nothing that any worker's log shows. */
    static final Instant STARTED = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    private Requests() {}

    static Map<String, Object> service(String name) {
        return members("name", name, "title", "Test " + name);
    }

    static Map<String, Object> environment(String name) {
        return members("name", name, "title", "Test " + name, "rank", 50);
    }

    static Map<String, Object> release(String service, String version) {
        return members("service", service, "version", version, "commit", COMMIT, "artifactDigest", DIGEST);
    }

    static Map<String, Object> deployment(String service, String version) {
        return members(
                "service",
                service,
                "version",
                version,
                "environment",
                "production",
                "channel",
                "pipeline",
                "startedAt",
                STARTED.toString(),
                "finishedAt",
                STARTED.plusSeconds(12).toString(),
                "outcome",
                "succeeded");
    }

    /** An environment's policy, without freezes. */
    public static Map<String, Object> policy(int approvals, boolean isFourEyes, String... requiredEvidence) {
        return members(
                "requiredEvidence",
                List.of(requiredEvidence),
                "approvals",
                approvals,
                "isFourEyes",
                isFourEyes,
                "freezes",
                List.of());
    }

    static Map<String, Object> approval(String service, String version, String environment, String verdict) {
        return members(
                "service",
                service,
                "version",
                version,
                "environment",
                environment,
                "verdict",
                verdict,
                "comment",
                "Because");
    }

    static Map<String, Object> deploymentRequest(String service, String version, String environment) {
        return members("service", service, "version", version, "environment", environment, "channel", "pipeline");
    }

    /** The same request with one member set, or without it. */
    static Map<String, Object> with(Map<String, Object> request, String member, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(request);
        if (value == null) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return changed;
    }

    private static Map<String, Object> members(Object... pairs) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            members.put((String) pairs[i], pairs[i + 1]);
        }
        return members;
    }
}
