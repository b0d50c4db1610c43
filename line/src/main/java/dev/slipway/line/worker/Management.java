package dev.slipway.line.worker;

import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.plan.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;

/**
 * One worker's management: its archives, and its process. The connection is kept open. If it breaks, as in a restart of
 * the worker, it is reopened and the operation retried, unless it starts an archive, which may have crashed the worker.
 */
public final class Management implements Closeable {
    /** How a failure of a worker's management begins, before the worker's name. */
    public static final String OF_WORKER = "the management of ";

    /** What follows the name if it does not answer, before the reason. */
    public static final String NO_ANSWER = " does not answer: ";

    /** What follows a worker's name if its contents are unknown, before the reason. */
    public static final String NO_CONTENTS = " does not say what it runs: ";

    private static final String NOT_FOUND = "WFLYCTL0216";

    private final String worker;
    private final ManagementClient client;
    private final ServerProcess process;

    /** The management of a worker; connects on demand. */
    public Management(String worker, Connector connector, Pace pace) {
        this.worker = worker;
        client = new ManagementClient(worker, connector, pace);
        process = new ServerProcess(worker, client);
    }

    /** Creates WildFly's client, which connects at its first operation, and reconnects if its connection has broken. */
    @FunctionalInterface
    public interface Connector {
        /** A new client, which is not shared. */
        ModelControllerClient connect() throws IOException;

        /**
         * Called before each operation, in which the client may connect.
         *
         * @throws IOException if it is not the worker that listens
         */
        default void check() throws IOException {
            // A client without a port has nothing to check.
        }
    }

    /** The process that the archives run in, by the same connection. */
    public ServerProcess process() {
        return process;
    }

    /** The content under an archive's name. */
    public Content content(String archive) throws WorkerException {
        try {
            return content(client.execute(Operations.readResource("deployment", archive)));
        } catch (WorkerException e) {
            if (e.text().contains(NOT_FOUND)) {
                return Content.absent();
            }
            throw new WorkerException(worker + NO_CONTENTS + e.text(), e);
        } catch (IllegalArgumentException e) {
            throw client.unexpectedAnswer(e);
        }
    }

    /** The contents of all archives, by name. */
    public Map<String, Content> contents() throws WorkerException {
        try {
            return contents(client.execute(readContents()));
        } catch (WorkerException e) {
            throw new WorkerException(worker + NO_CONTENTS + e.text(), e);
        } catch (IllegalArgumentException e) {
            throw client.unexpectedAnswer(e);
        }
    }

    /** The same without retries; empty if there is no answer. */
    public Map<String, Content> contentsNow() {
        return client.query(readContents(), result -> Optional.of(contents(result)))
                .orElse(Map.of());
    }

    private static ModelNode readContents() {
        ModelNode read = Operations.of("read-children-resources");
        read.get("child-type").set("deployment");
        read.get("include-runtime").set(true);
        return read;
    }

    private static Map<String, Content> contents(ModelNode result) {
        Map<String, Content> contents = new TreeMap<>();
        result.asPropertyList().forEach(one -> contents.put(one.getName(), content(one.getValue())));
        return contents;
    }

    private static Content content(ModelNode deployment) {
        ModelNode hash = deployment.get("content").isDefined()
                ? deployment.get("content").get(0).get("hash")
                : new ModelNode();
        ContentHash known = hash.isDefined() ? ContentHash.of(hash.asBytes()) : ContentHash.NONE;
        boolean isRunning = deployment.get("enabled").asBoolean(false)
                && deployment.get("status").asString("").equals("OK");
        return isRunning && !known.isNone() ? Content.running(known) : Content.stopped(known);
    }

    /**
     * Uploads an archive without deploying it.
     *
     * @param hash the expected hash, which WildFly computes from the upload
     */
    public void stage(Path file, ContentHash hash) throws WorkerException {
        ModelNode upload = Operations.of("upload-deployment-stream");
        upload.get("input-stream-index").set(0);
        try {
            ModelNode received = client.execute(
                    OperationBuilder.create(upload).addFileAsAttachment(file).build());
            if (!Arrays.equals(received.asBytes(), hash.bytes())) {
                throw new WorkerException("the agent's copy of the archive is damaged: " + worker
                        + " has received something else. Try again: it is downloaded again");
            }
        } catch (IllegalArgumentException e) {
            throw client.unexpectedAnswer(e);
        }
    }

    /**
     * Deploys the uploaded content in place of the former one. If it does not start, WildFly restores the former one.
     *
     * @param runtimeName the runtime name, whose suffix distinguishes WAR and EAR
     */
    public void replace(String archive, ContentHash hash, String runtimeName) throws WorkerException {
        boolean isThere = content(archive).presence() != Content.Presence.ABSENT;
        ModelNode step = isThere ? Operations.of("full-replace-deployment") : Operations.onDeployment("add", archive);
        if (isThere) {
            step.get("name").set(archive);
        }
        step.get("enabled").set(true);
        step.get("runtime-name").set(runtimeName);
        ModelNode content = new ModelNode();
        content.get("hash").set(hash.bytes());
        step.get("content").add(content);
        ModelNode composite = Operations.composite(List.of(step));
        composite.get("operation-headers", "rollback-on-runtime-failure").set(true);
        client.executeOnce(composite);
    }

    /** Undeploys an archive, and keeps its content; does nothing if it does not exist. */
    public void undeploy(String archive) throws WorkerException {
        execute(archive, List.of("undeploy"));
    }

    /** Undeploys an archive, and removes it; does nothing if it does not exist. */
    public void remove(String archive) throws WorkerException {
        execute(archive, List.of("undeploy", "remove"));
    }

    private void execute(String archive, List<String> steps) throws WorkerException {
        if (content(archive).presence() == Content.Presence.ABSENT) {
            return;
        }
        client.execute(Operations.composite(steps.stream()
                .map(step -> Operations.onDeployment(step, archive))
                .toList()));
    }

    /** Downloads the content under an archive's name; the file is complete and on the disk, or does not exist. */
    public void read(String archive, Path file) throws WorkerException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        try (OperationResponse response =
                client.respond(OperationBuilder.create(Operations.onDeployment("read-content", archive))
                        .build())) {
            ManagementClient.result(response.getResponseNode());
            try {
                try (InputStream bytes = response.getInputStreams().get(0).getStream()) {
                    new Download(ManagementClient.LONGEST).copy(bytes, half);
                }
                AtomicFile.replace(file, half);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            client.close();
            throw new WorkerException("what runs on " + worker + " cannot be read: " + e, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw client.unexpectedAnswer(e);
        }
    }

    /** Whether there is any archive, running or not, without retries. It is not blocked by a start; false if there is no answer. */
    public boolean hasArchive() {
        ModelNode read = Operations.of("read-children-names");
        read.get("child-type").set("deployment");
        return client.query(read, names -> Optional.of(!names.asList().isEmpty()))
                .orElse(false);
    }

    /** Closes the connection; the next operation reconnects. */
    @Override
    public void close() {
        client.close();
    }
}
