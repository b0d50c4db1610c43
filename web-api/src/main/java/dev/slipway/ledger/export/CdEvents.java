package dev.slipway.ledger.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.json.Json;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of CDEvents 0.4.1 (https://cdevents.dev), each in a CloudEvent 1.0, all of them one batch of CloudEvents' JSON
 * format.
 *
 * <p>Failed deployments are left out: CDEvents describes changes of a service, and they changed nothing.
 */
class CdEvents implements Format {
    static final String TYPE = "application/cloudevents-batch+json";

    private static final String VERSION = "0.4.1";
    private static final String EVENT_VERSION = "0.2.0";

    /** The ledger, which is the source of every event. */
    private final URI source;

    private boolean isFirst = true;

    CdEvents(URI source) {
        this.source = source;
    }

    @Override
    public MediaType mediaType() {
        return new MediaType("application", "cloudevents-batch+json");
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public void begin(Writer file) throws IOException {
        file.write('[');
    }

    @Override
    public void write(DeploymentResponse deployment, Writer file) throws IOException {
        if (deployment.outcome() == Outcome.SUCCEEDED) {
            file.write(isFirst ? "\n" : ",\n");
            file.write(json(deployment));
            isFirst = false;
        }
    }

    @Override
    public void end(Writer file) throws IOException {
        file.write("\n]\n");
    }

    private String json(DeploymentResponse deployment) throws JsonProcessingException {
        return Json.mapper().writeValueAsString(cloudEvent(deployment));
    }

    /** By the CloudEvents binding of CDEvents: what both have is the same in both. */
    Map<String, @Nullable Object> cloudEvent(DeploymentResponse deployment) {
        String predicate = predicate(deployment);
        String type = "dev.cdevents.service." + predicate + "." + EVENT_VERSION;
        return members(
                "specversion",
                "1.0",
                "id",
                deployment.id(),
                "source",
                source,
                "type",
                type,
                "subject",
                deployment.service(),
                "time",
                deployment.finishedAt(),
                "datacontenttype",
                "application/cdevents+json",
                "dataschema",
                "https://cdevents.dev/" + VERSION + "/schema/service-" + predicate + "-event",
                "data",
                cdEvent(deployment, type));
    }

    private Map<String, @Nullable Object> cdEvent(DeploymentResponse deployment, String type) {
        return members(
                "context",
                        members(
                                "version", VERSION,
                                "id", deployment.id(),
                                "source", source,
                                "type", type,
                                "timestamp", deployment.finishedAt()),
                "subject",
                        members(
                                "id",
                                deployment.service(),
                                "source",
                                source,
                                "type",
                                "service",
                                "content",
                                content(deployment)),
                "customData", customData(deployment),
                "customDataContentType", "application/json");
    }

    private Map<String, @Nullable Object> content(DeploymentResponse deployment) {
        return members(
                "environment",
                members("id", deployment.environment(), "source", source),
                "artifactId",
                deployment.operation().leavesRunning() ? packageUrl(deployment) : null);
    }

    /** The facts that CDEvents has no fields for. */
    private static Map<String, @Nullable Object> customData(DeploymentResponse deployment) {
        return members(
                "operation", deployment.operation(),
                "channel", deployment.channel(),
                "actor", deployment.actor(),
                "triggeredBy", deployment.triggeredBy(),
                "comment", deployment.comment(),
                "version", deployment.version(),
                "commit", deployment.commit(),
                "archive", deployment.archive(),
                "startedAt", deployment.startedAt(),
                "releaseId", deployment.releaseId(),
                "requestId", deployment.requestId(),
                "promotedFrom", deployment.promotedFrom(),
                "kind", deployment.kind(),
                "configurationVersion", deployment.configurationVersion());
    }

    private static String predicate(DeploymentResponse deployment) {
        if (!deployment.operation().leavesRunning()) {
            return "removed";
        }
        if (deployment.isRollback()) {
            return "rolledback";
        }
        if (deployment.kind() == DeploymentKind.CONFIGURE) {
            return "upgraded";
        }
        return switch (deployment.operation()) {
            case REPLACE -> "upgraded";
            default -> "deployed";
        };
    }

    /** The archive as a package URL (https://github.com/package-url/purl-spec) of the type for what no registry has. */
    static String packageUrl(DeploymentResponse deployment) {
        String version = deployment.version();
        String digest = deployment.artifactDigest();
        return "pkg:generic/" + deployment.service()
                + (version == null ? "" : "@" + URLEncoder.encode(version, StandardCharsets.UTF_8))
                + (digest == null ? "" : "?checksum=" + digest);
    }

    /** An object of those members that have a value. */
    private static Map<String, @Nullable Object> members(@Nullable Object... pairs) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                members.put(String.valueOf(pairs[i]), pairs[i + 1]);
            }
        }
        return members;
    }
}
