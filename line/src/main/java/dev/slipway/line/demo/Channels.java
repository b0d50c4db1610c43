package dev.slipway.line.demo;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.setting.Settings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.dmr.ModelNode;

/** Deploys to the workers directly, without the agent; the ledger records the user and the channel. */
final class Channels {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Settings settings;
    private final Caller caller;
    private final Tokens pipeline;

    Channels(Settings settings, Caller caller, Tokens pipeline) {
        this.settings = settings;
        this.caller = caller;
        this.pipeline = pipeline;
    }

    /** Deploys an archive to every worker, as the line's own programs do. */
    void byPipeline(String archive, War war) {
        settings.workers().forEach(worker -> put(worker, archive, war, "slipway"));
    }

    /** Deploys an archive to one worker, as a person does manually. */
    void byHand(String worker, String archive, War war) {
        put(worker, archive, war, "demo");
    }

    private void put(String worker, String archive, War war, String program) {
        String boundary = "slipway-" + UUID.randomUUID();
        Answer answer = caller.send(() -> upload(worker, archive, war, boundary, program), false, caller.brief());
        if (!answer.isSuccess()) {
            throw new CallException(
                    worker + " does not take " + archive + " (status " + answer.status() + ").", "See: ./slipway logs");
        }
    }

    private HttpRequest upload(String worker, String archive, War war, String boundary, String program) {
        InetSocketAddress management = settings.management(worker);
        return HttpRequest.newBuilder(URI.create(
                        "http://" + management.getHostString() + ":" + management.getPort() + "/management-upload"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + pipeline.current())
                .header("X-Management-Client-Name", program)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(List.of(
                        part(boundary, "name=\"archive\"; filename=\"" + archive + "\"", "application/octet-stream"),
                        war.bytes(),
                        part(boundary, "name=\"operation\"", "application/json"),
                        deployment(archive).toJSONString(true).getBytes(StandardCharsets.UTF_8),
                        ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private static byte[] part(String boundary, String names, String type) {
        return ("\r\n--" + boundary + "\r\nContent-Disposition: form-data; " + names + "\r\nContent-Type: " + type
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The operation that deploys an uploaded archive. */
    private static ModelNode deployment(String archive) {
        ModelNode add = step("add", archive);
        ModelNode content = new ModelNode();
        content.get("input-stream-index").set(0);
        add.get("content").add(content);
        ModelNode composite = new ModelNode();
        composite.get("operation").set("composite");
        composite.get("address").setEmptyList();
        composite.get("steps").add(add);
        composite.get("steps").add(step("deploy", archive));
        return composite;
    }

    private static ModelNode step(String operation, String archive) {
        ModelNode step = new ModelNode();
        step.get("operation").set(operation);
        step.get("address").add("deployment", archive);
        return step;
    }
}
