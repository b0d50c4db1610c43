package dev.slipway.line.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/** A worker's server process: its state, and its shutdown. */
public final class ServerProcess {
    private static final Duration DUMP = Duration.ofSeconds(30);
    private static final int COLLECTIONS = 3;

    /** In its method {@code shutdown}, WildFly waits without a limit for the methods of a bean that it stops. */
    private static final String STOPPED_BEAN = "org.jboss.as.ejb3.component.interceptors.ShutDownInterceptorFactory";

    private final String worker;
    private final ManagementClient client;

    ServerProcess(String worker, ManagementClient client) {
        this.worker = worker;
        this.client = client;
    }

    /** A system property that it was started with; empty if there is none. */
    public Optional<String> property(String name) throws WorkerException {
        String beginning = "-D" + name + "=";
        ModelNode read =
                Operations.readAttribute("input-arguments", "core-service", "platform-mbean", "type", "runtime");
        try {
            return client.execute(read, ManagementClient.BRIEF).asList().stream()
                    .map(ModelNode::asString)
                    .filter(argument -> argument.startsWith(beginning))
                    .map(argument -> argument.substring(beginning.length()))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            throw client.unexpectedAnswer(e);
        }
    }

    /**
     * The worker's vital figures, without retries; empty if it does not answer or is still booting.
     *
     * @param dataSource the data source whose pool is included; null for none
     */
    public Optional<Vitals> vitals(@Nullable String dataSource) {
        try {
            Optional<Vitals> vitals = read(dataSource);
            // A worker that was started before its definition had a database has no such pool, so all of the operation
            // fails.
            return vitals.isPresent() || dataSource == null ? vitals : read(null);
        } catch (IOException | IllegalArgumentException e) {
            client.close();
            return Optional.empty();
        }
    }

    private Optional<Vitals> read(@Nullable String dataSource) throws IOException {
        try (OperationResponse response = client.send(
                OperationBuilder.create(Vitals.operation(dataSource)).build(), ManagementClient.BRIEF)) {
            return Vitals.of(response.getResponseNode());
        }
    }

    /** Whether its management answers that it is still booting, without retries; false if there is no answer. */
    public boolean isBooting() {
        try (OperationResponse response = client.send(
                OperationBuilder.create(Operations.readAttribute("server-state"))
                        .build(),
                ManagementClient.BRIEF)) {
            ModelNode answer = response.getResponseNode();
            return ManagementClient.isRefusedAtBoot(answer)
                    || answer.get("result").asString("").equals("starting");
        } catch (IOException | IllegalArgumentException e) {
            client.close();
            return false;
        }
    }

    /** The number of requests in progress, without retries; empty if there is no answer. */
    public Optional<Integer> activeRequests() {
        return client.query(
                Operations.readAttribute("active-requests", "subsystem", "request-controller"),
                result -> Optional.of(result.asInt()));
    }

    /**
     * Has it collect its garbage, as far as it answers: its heap and classes shrink to nearly what is in use. After one collection, the
     * classes of two former archives may still be there, after three those of one, which something holds for some seconds.
     */
    public void collectGarbage() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            client.query(Operations.of("gc", "core-service", "platform-mbean", "type", "memory"), Optional::of);
        }
    }

    /** Whether all of its request threads are busy and further requests are queued; false if there is no answer. */
    public boolean isStuck() {
        return client.query(
                        Operations.readResource("subsystem", "io", "worker", "default"),
                        threads -> Optional.of(
                                threads.get("busy-task-thread-count").asInt()
                                                >= threads.get("max-pool-size").asInt()
                                        && threads.get("queue-size").asInt() > 0))
                .orElse(false);
    }

    /** Whether it stops an archive and waits for a method of one of its enterprise beans; false if there is no answer. */
    public boolean isWaitingForBean() {
        return client.query(
                        ThreadText.operation(),
                        threads -> Optional.of(ThreadText.isAnyIn(threads, STOPPED_BEAN, "shutdown")))
                .orElse(false);
    }

    /** The root cause of its first boot error; empty if there is none, or no answer. */
    public Optional<String> bootError() {
        return client.query(BootErrors.operation(), BootErrors::of);
    }

    /** A thread dump. */
    public String threads() throws WorkerException {
        try (OperationResponse response =
                client.send(OperationBuilder.create(ThreadText.operation()).build(), DUMP)) {
            return ThreadText.of(ManagementClient.result(response.getResponseNode()));
        } catch (IOException e) {
            client.close();
            throw new WorkerException(worker + " does not answer: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw client.unexpectedAnswer(e);
        }
    }

    /**
     * Shuts it down gracefully. Its supervisor starts it again.
     *
     * @param patience how long to wait for the requests in progress
     */
    public void shutdown(Duration patience) throws WorkerException {
        shutdown(patience, ManagementClient.BRIEF);
    }

    /** The same where an operation may be in progress, which WildFly ends first: it may wait for 300 s to take it back. */
    public void shutdownAfterOthers(Duration patience) throws WorkerException {
        shutdown(patience, ManagementClient.LONGEST);
    }

    private void shutdown(Duration patience, Duration answer) throws WorkerException {
        ModelNode shutdown = Operations.of("shutdown");
        shutdown.get("suspend-timeout").set((int) patience.toSeconds());
        try (OperationResponse response =
                client.send(OperationBuilder.create(shutdown).build(), patience.plus(answer))) {
            ManagementClient.result(response.getResponseNode());
        } catch (IOException e) {
            // The process may exit before it answers; if it had exited before, it is already being restarted.
        } finally {
            client.close();
        }
    }
}
