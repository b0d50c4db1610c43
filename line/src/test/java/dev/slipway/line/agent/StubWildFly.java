package dev.slipway.line.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationMessageHandler;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/** One WildFly's management, as far as its deployments go. */
public final class StubWildFly implements ModelControllerClient {
    /** A deployment that is there. */
    public record Deployed(String hash, boolean isEnabled) {}

    public final Map<String, Deployed> deployments = new TreeMap<>();
    /** By which names they are read, by the archives' own. */
    public final Map<String, String> runtimeNames = new HashMap<>();

    public final Map<String, byte[]> contents = new HashMap<>();

    /** The contents that do not start here. */
    public final Set<String> broken = new HashSet<>();

    /** The contents whose start does not end; nothing else starts until the process is another. */
    public final Set<String> endless = new HashSet<>();

    /** The contents that end the server when they start. */
    public final Set<String> fatal = new HashSet<>();

    /** How many operations it answers by saying that it boots. */
    public int booting;

    /** The same once it is shut down. */
    public int bootingAfter;

    /** How often nobody answers. */
    public int away;

    /** How many requests it is answering. */
    public int active;

    /** How often it was told to collect its garbage. */
    public int collections;

    /** Whether all of its threads hang, which they do until its process ends. */
    public boolean isStuck;

    /** Whether all connections of its pool are held, which they are until its process ends: nothing that needs one starts. */
    public boolean isPoolHeld;

    /** Whether a bean's method does not end until the process does: nothing takes the place of what runs. */
    public boolean isBeanBusy;

    /** Whether the classes of what ran before fill its memory until its process ends, which the next start makes it do. */
    public boolean isFull;

    /** Whether a start does not end: nothing else starts then, and it does not say what runs. */
    public boolean isStarting;

    /** When its process started, in milliseconds since 1970. */
    public long startedAt = 1_000;

    /** What it was started with, and what it would be started with now. */
    public String start = "old";

    public String configured = "old";

    /** Whether it is up again after it is shut down. */
    public boolean comesBack = true;

    /** What is asked just before it is shut down. */
    public Runnable onShutdown = () -> {};

    /** For how many operations a server that an archive ended is away: longer than one operation is tried. */
    private static final int LONG = 200;

    private final Runnable before;
    private final Runnable after;

    /** What is run before and after each operation may kill whoever asks. */
    public StubWildFly(Runnable before, Runnable after) {
        this.before = before;
        this.after = after;
    }

    /** Before an operation: hangs until then. */
    public static void await(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public OperationResponse executeOperation(Operation operation, OperationMessageHandler handler) throws IOException {
        before.run();
        if (away > 0) {
            away--;
            throw new IOException("Connection refused");
        }
        ModelNode answer = new ModelNode();
        byte[][] stream = {null};
        try {
            if (booting > 0) {
                booting--;
                throw new IllegalStateException("WFLYCTL0379: System boot is in process");
            }
            answer.get("result").set(result(operation, stream));
            answer.get("outcome").set("success");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            if (away == LONG) {
                throw new IOException("Connection reset", e);
            }
            answer.get("outcome").set("failed");
            answer.get("failure-description").set(ModelNode.fromJSONString("\"" + e.getMessage() + "\""));
        }
        after.run();
        return new Response(answer, stream[0]);
    }

    private ModelNode result(Operation operation, byte[][] stream) throws IOException {
        ModelNode node = operation.getOperation();
        return switch (node.get("operation").asString()) {
            case "upload-deployment-stream" -> {
                try (InputStream bytes = operation.getInputStreams().get(0)) {
                    byte[] content = bytes.readAllBytes();
                    contents.put(World.hash(content), content);
                    yield new ModelNode(Base64.getDecoder().decode(World.hash(content)));
                }
            }
            case "shutdown" -> {
                onShutdown.run();
                startedAt++;
                isStuck = false;
                isPoolHeld = false;
                isBeanBusy = false;
                isStarting = false;
                start = configured;
                away = comesBack ? 2 : Integer.MAX_VALUE;
                booting = bootingAfter;
                yield new ModelNode();
            }
            case "dump-all-threads" -> dump();
            case "read-attribute" -> new ModelNode(active);
            case "gc" -> {
                collections++;
                yield new ModelNode();
            }
            case "read-boot-errors" -> new ModelNode().setEmptyList();
            case "composite" -> {
                if (node.get("steps").get(0).get("operation").asString().equals("read-resource")) {
                    yield vitals();
                }
                Map<String, Deployed> was = new TreeMap<>(deployments);
                try {
                    node.get("steps").asList().forEach(this::change);
                } catch (IllegalStateException e) {
                    deployments.clear();
                    deployments.putAll(was);
                    throw e;
                }
                yield new ModelNode();
            }
            case "read-resource" ->
                node.get("address").asPropertyList().get(0).getName().equals("subsystem")
                        ? threads()
                        : described(deployed(node));
            case "read-children-names" -> {
                ModelNode names = new ModelNode().setEmptyList();
                deployments.keySet().forEach(names::add);
                yield names;
            }
            case "read-children-resources" -> {
                if (isStarting) {
                    throw new IllegalStateException("no answer");
                }
                ModelNode all = new ModelNode().setEmptyObject();
                deployments.forEach((name, one) -> all.get(name).set(described(one)));
                yield all;
            }
            case "read-content" -> {
                stream[0] = contents.get(deployed(node).hash());
                yield new ModelNode();
            }
            default -> throw new IllegalStateException("WFLYCTL0031: No operation named " + node);
        };
    }

    private ModelNode threads() {
        ModelNode all = new ModelNode();
        all.get("busy-task-thread-count").set(isStuck ? 32 : 1);
        all.get("max-pool-size").set(32);
        all.get("queue-size").set(isStuck ? 105 : 0);
        return all;
    }

    /** WildFly waits for a bean in its interceptor; what runs the bean's method is in a class within that one. */
    private ModelNode dump() {
        String waiting = "org.jboss.as.ejb3.component.interceptors.ShutDownInterceptorFactory";
        ModelNode threads = new ModelNode().setEmptyList();
        threads.add(thread(waiting + "$1", "processInvocation"));
        if (isBeanBusy) {
            threads.add(thread(waiting, "shutdown"));
        }
        return threads;
    }

    private static ModelNode thread(String className, String method) {
        ModelNode frame = new ModelNode();
        frame.get("class-name").set(className);
        frame.get("method-name").set(method);
        ModelNode thread = new ModelNode();
        thread.get("stack-trace").add(frame);
        return thread;
    }

    private ModelNode vitals() {
        ModelNode all = new ModelNode();
        ModelNode runtime = all.get("step-1", "result");
        runtime.get("start-time").set(startedAt);
        runtime.get("input-arguments").add("-Xmx256m").add("-Dslipway.start=" + start);
        all.get("step-6", "result").set("running");
        all.get("step-7", "result", "ActiveCount").set(10);
        all.get("step-7", "result", "AvailableCount").set(isPoolHeld ? 0 : 10);
        return all;
    }

    private void change(ModelNode step) {
        String archive = step.get("operation").asString().equals("full-replace-deployment")
                ? step.get("name").asString()
                : archive(step);
        switch (step.get("operation").asString()) {
            case "add" -> {
                if (deployments.containsKey(archive)) {
                    throw new IllegalStateException("WFLYCTL0212: Duplicate resource");
                }
                start(archive, step);
            }
            case "full-replace-deployment" -> {
                deployed(archive);
                start(archive, step);
            }
            case "undeploy" ->
                deployments.put(archive, new Deployed(deployed(archive).hash(), false));
            case "remove" -> deployments.remove(archive);
            default -> throw new IllegalStateException("WFLYCTL0031: No operation named " + step);
        }
    }

    private void start(String archive, ModelNode step) {
        String hash = Base64.getEncoder()
                .encodeToString(step.get("content").get(0).get("hash").asBytes());
        if (!contents.containsKey(hash)) {
            throw new IllegalStateException("WFLYSRV0150: No deployment content with hash " + hash);
        }
        if (broken.contains(hash)) {
            throw new IllegalStateException("no class p.Gone");
        }
        if (isPoolHeld) {
            contents.remove(hash);
            throw new IllegalStateException("Unable to determine Dialect without JDBC metadata");
        }
        if (isBeanBusy) {
            contents.remove(hash);
            // It gives up after 300 s, waits once more to take that back, and says nothing meanwhile.
            throw new UncheckedIOException(new IOException("no answer after 330 s"));
        }
        isStarting |= endless.contains(hash);
        if (isStarting) {
            throw new IllegalStateException(
                    "WFLYCTL0348: Timeout after [300] seconds waiting for service container stability.");
        }
        if (isFull || fatal.contains(hash)) {
            isFull = false;
            contents.remove(hash);
            startedAt++;
            away = LONG;
            throw new IllegalStateException("the server ends");
        }
        deployments.put(archive, new Deployed(hash, true));
        runtimeNames.put(archive, step.get("runtime-name").asString(archive));
    }

    private Deployed deployed(ModelNode operation) {
        return deployed(archive(operation));
    }

    private Deployed deployed(String archive) {
        @Nullable Deployed found = deployments.get(archive);
        if (found == null) {
            throw new IllegalStateException("WFLYCTL0216: Management resource '" + archive + "' not found");
        }
        return found;
    }

    private static String archive(ModelNode operation) {
        return operation.get("address").asPropertyList().get(0).getValue().asString();
    }

    private static ModelNode described(Deployed deployed) {
        ModelNode node = new ModelNode();
        node.get("enabled").set(deployed.isEnabled());
        node.get("status").set(deployed.isEnabled() ? "OK" : "STOPPED");
        ModelNode content = new ModelNode();
        content.get("hash").set(Base64.getDecoder().decode(deployed.hash()));
        node.get("content").add(content);
        return node;
    }

    @Override
    public CompletableFuture<OperationResponse> executeOperationAsync(
            Operation operation, OperationMessageHandler handler) {
        try {
            return CompletableFuture.completedFuture(executeOperation(operation, handler));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<ModelNode> executeAsync(Operation operation, OperationMessageHandler handler) {
        return executeOperationAsync(operation, handler).thenApply(OperationResponse::getResponseNode);
    }

    @Override
    public void close() {
        // There is no connection.
    }

    private record Response(ModelNode node, byte @Nullable [] stream) implements OperationResponse {
        @Override
        public ModelNode getResponseNode() {
            return node;
        }

        @Override
        public List<StreamEntry> getInputStreams() {
            return List.of(new Entry(stream == null ? new byte[0] : Arrays.copyOf(stream, stream.length)));
        }

        @Override
        public StreamEntry getInputStream(String uuid) {
            return getInputStreams().get(0);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private record Entry(byte[] bytes) implements OperationResponse.StreamEntry {
        @Override
        public InputStream getStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String getUUID() {
            return "the-only-one";
        }

        @Override
        public String getMimeType() {
            return "application/octet-stream";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
