package dev.slipway.line.worker;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/**
 * One worker's management. A connection is kept; where it breaks, as when the worker is restarted, it is made anew, and the
 * operation is tried again, unless it starts an archive: that may be what ended the worker.
 */
public final class Management implements Closeable {
    private static final String NOT_FOUND = "WFLYCTL0216";

    /** For what is asked of one that may not answer at all. */
    private static final Duration BRIEF = Duration.ofSeconds(10);

    private static final Duration DUMP = Duration.ofSeconds(30);

    private final String worker;
    private final ManagementClient client;

    /** The management of a worker, by connections that are made as needed. */
    public Management(String worker, Connector connector, Pace pace) {
        this.worker = worker;
        client = new ManagementClient(worker, connector, pace);
    }

    /** What makes a connection: WildFly's client, which connects with its first operation. */
    @FunctionalInterface
    public interface Connector {
        /** A client that nobody else uses. */
        ModelControllerClient connect() throws IOException;
    }

    /** What is there under an archive's name. */
    public Content content(String archive) throws WorkerException {
        ModelNode read = operation("read-resource", archive);
        read.get("include-runtime").set(true);
        try {
            return content(client.execute(read));
        } catch (WorkerException e) {
            if (e.text().contains(NOT_FOUND)) {
                return Content.absent();
            }
            throw new WorkerException(worker + " does not say what it runs: " + e.text());
        } catch (IllegalArgumentException e) {
            throw strange(e);
        }
    }

    /** All that is there, by the archives' names. */
    public Map<String, Content> contents() throws WorkerException {
        try {
            return contents(client.execute(readContents()));
        } catch (WorkerException e) {
            throw new WorkerException(worker + " does not say what it runs: " + e.text());
        } catch (IllegalArgumentException e) {
            throw strange(e);
        }
    }

    /** The same, asked once and at once; nothing where it does not say. */
    public Map<String, Content> contentsNow() {
        return ask(readContents(), said -> Optional.of(contents(said))).orElse(Map.of());
    }

    private static ModelNode readContents() {
        ModelNode read = new ModelNode();
        read.get("operation").set("read-children-resources");
        read.get("child-type").set("deployment");
        read.get("include-runtime").set(true);
        return read;
    }

    private static Map<String, Content> contents(ModelNode said) {
        Map<String, Content> contents = new TreeMap<>();
        said.asPropertyList().forEach(one -> contents.put(one.getName(), content(one.getValue())));
        return contents;
    }

    /** A system property that its process was started with; empty where there is none. */
    public Optional<String> property(String name) throws WorkerException {
        String beginning = "-D" + name + "=";
        ModelNode read = new ModelNode();
        read.get("operation").set("read-attribute");
        read.get("address").add("core-service", "platform-mbean").add("type", "runtime");
        read.get("name").set("input-arguments");
        try {
            return client.execute(read, BRIEF).asList().stream()
                    .map(ModelNode::asString)
                    .filter(argument -> argument.startsWith(beginning))
                    .map(argument -> argument.substring(beginning.length()))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            throw strange(e);
        }
    }

    /** An archive on a service's worker can answer in its place, and whatever it likes: that is no reason to stop at it for ever. */
    private WorkerException strange(RuntimeException e) {
        return new WorkerException(
                "the management of " + worker + " does not answer as WildFly does: " + e.getMessage());
    }

    private static Content content(ModelNode deployment) {
        ModelNode hash = deployment.get("content").isDefined()
                ? deployment.get("content").get(0).get("hash")
                : new ModelNode();
        String name = hash.isDefined() ? Base64.getEncoder().encodeToString(hash.asBytes()) : "";
        boolean isRunning = deployment.get("enabled").asBoolean(false)
                && deployment.get("status").asString("").equals("OK");
        return isRunning && !name.isEmpty() ? Content.running(name) : Content.stopped(name);
    }

    /** Puts the bytes on the worker; nothing runs yet. */
    public void stage(Path file) throws WorkerException {
        ModelNode upload = new ModelNode();
        upload.get("operation").set("upload-deployment-stream");
        upload.get("input-stream-index").set(0);
        client.execute(OperationBuilder.create(upload).addFileAsAttachment(file).build());
    }

    /**
     * Runs what was staged in place of what ran; where it does not start, what ran goes on.
     *
     * @param runtimeName by whose ending WildFly knows a WAR from an EAR
     */
    public void replace(String archive, String hash, String runtimeName) throws WorkerException {
        boolean isThere = content(archive).presence() != Content.Presence.ABSENT;
        ModelNode step = isThere ? new ModelNode() : operation("add", archive);
        if (isThere) {
            step.get("operation").set("full-replace-deployment");
            step.get("name").set(archive);
        }
        step.get("enabled").set(true);
        step.get("runtime-name").set(runtimeName);
        ModelNode content = new ModelNode();
        content.get("hash").set(Base64.getDecoder().decode(hash));
        step.get("content").add(content);
        ModelNode composite = composite();
        composite.get("steps").add(step);
        composite.get("operation-headers", "rollback-on-runtime-failure").set(true);
        client.executeOnce(composite);
    }

    /** Undeploys an archive, and removes it if that is asked for. Where it is gone already, nothing. */
    public void undeploy(String archive, boolean isRemoved) throws WorkerException {
        if (content(archive).presence() == Content.Presence.ABSENT) {
            return;
        }
        ModelNode composite = composite();
        composite.get("steps").add(operation("undeploy", archive));
        if (isRemoved) {
            composite.get("steps").add(operation("remove", archive));
        }
        client.execute(composite);
    }

    /** Reads what is there under an archive's name into a file, which is there whole or not at all. */
    public void read(String archive, Path file) throws WorkerException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        try (OperationResponse response = client.respond(
                OperationBuilder.create(operation("read-content", archive)).build())) {
            ManagementClient.result(response.getResponseNode());
            try {
                try (InputStream bytes = response.getInputStreams().get(0).getStream()) {
                    new Download(ManagementClient.LONGEST).copy(bytes, half);
                }
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            client.close();
            throw new WorkerException("what runs on " + worker + " cannot be read: " + e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw strange(e);
        }
    }

    /**
     * What it says of itself, asked once and at once: nothing where it does not answer, or its boot is not over.
     *
     * @param dataSource whose connections are counted; null where it has none
     */
    public Optional<Vitals> vitals(@Nullable String dataSource) {
        try {
            Optional<Vitals> said = look(dataSource);
            // One that was started before its definition gave it a database has no such pool, and for that says nothing
            // at all.
            return said.isPresent() || dataSource == null ? said : look(null);
        } catch (IOException | IllegalArgumentException e) {
            client.close();
            return Optional.empty();
        }
    }

    private Optional<Vitals> look(@Nullable String dataSource) throws IOException {
        try (OperationResponse response = client.send(
                OperationBuilder.create(Vitals.operation(dataSource)).build(), BRIEF)) {
            return Vitals.of(response.getResponseNode());
        }
    }

    /** How many requests it is answering, asked once and at once; empty where it does not say. */
    public Optional<Integer> activeRequests() {
        ModelNode read = new ModelNode();
        read.get("operation").set("read-attribute");
        read.get("address").add("subsystem", "request-controller");
        read.get("name").set("active-requests");
        return ask(read, result -> Optional.of(result.asInt()));
    }

    /** Whether each of its threads for requests has one, and others wait for a thread; false where it does not say. */
    public boolean isStuck() {
        ModelNode read = new ModelNode();
        read.get("operation").set("read-resource");
        read.get("address").add("subsystem", "io").add("worker", "default");
        read.get("include-runtime").set(true);
        return ask(
                        read,
                        threads -> Optional.of(
                                threads.get("busy-task-thread-count").asInt()
                                                >= threads.get("max-pool-size").asInt()
                                        && threads.get("queue-size").asInt() > 0))
                .orElse(false);
    }

    /** Whether an archive is there, running or not, asked once and at once, of what no start holds up; false where it does not say. */
    public boolean hasArchive() {
        ModelNode read = new ModelNode();
        read.get("operation").set("read-children-names");
        read.get("address").setEmptyList();
        read.get("child-type").set("deployment");
        return ask(read, names -> Optional.of(!names.asList().isEmpty())).orElse(false);
    }

    /**
     * Ends its process, once the requests that it has are answered. What keeps it running starts it again.
     *
     * @param patience for those
     */
    public void shutdown(Duration patience) throws WorkerException {
        ModelNode shutdown = new ModelNode();
        shutdown.get("operation").set("shutdown");
        shutdown.get("address").setEmptyList();
        shutdown.get("suspend-timeout").set((int) patience.toSeconds());
        try (OperationResponse response =
                client.send(OperationBuilder.create(shutdown).build(), patience.plus(BRIEF))) {
            ManagementClient.result(response.getResponseNode());
        } catch (IOException e) {
            // It may be gone before it answers; and where it was gone before, it is started again already.
        } finally {
            client.close();
        }
    }

    /** What went wrong when it booted; empty where nothing did, or nobody says. */
    public Optional<String> bootError() {
        return ask(BootErrors.operation(), BootErrors::of);
    }

    /** Asks once and at once; empty where it does not answer, or says something else. */
    private <T> Optional<T> ask(ModelNode operation, Function<ModelNode, Optional<T>> reader) {
        try (OperationResponse response =
                client.send(OperationBuilder.create(operation).build(), BRIEF)) {
            return reader.apply(ManagementClient.result(response.getResponseNode()));
        } catch (IOException | IllegalArgumentException e) {
            client.close();
            return Optional.empty();
        } catch (WorkerException e) {
            return Optional.empty();
        }
    }

    /** What its threads do, as text. */
    public String threads() throws WorkerException {
        try (OperationResponse response =
                client.send(OperationBuilder.create(ThreadText.operation()).build(), DUMP)) {
            return ThreadText.of(ManagementClient.result(response.getResponseNode()));
        } catch (IOException e) {
            client.close();
            throw new WorkerException(worker + " does not answer: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw strange(e);
        }
    }

    private static ModelNode operation(String name, String archive) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").add("deployment", archive);
        return operation;
    }

    private static ModelNode composite() {
        ModelNode composite = new ModelNode();
        composite.get("operation").set("composite");
        composite.get("address").setEmptyList();
        return composite;
    }

    /** Ends the connection; the next operation makes another. */
    @Override
    public void close() {
        client.close();
    }
}
