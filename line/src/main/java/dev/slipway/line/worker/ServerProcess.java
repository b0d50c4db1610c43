package dev.slipway.line.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/** A worker's server process: how it was started, how it is, and its end. */
public final class ServerProcess {
    private static final Duration DUMP = Duration.ofSeconds(30);

    private final String worker;
    private final ManagementClient client;

    ServerProcess(String worker, ManagementClient client) {
        this.worker = worker;
        this.client = client;
    }

    /** A system property that it was started with; empty where there is none. */
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
            throw client.strange(e);
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
                OperationBuilder.create(Vitals.operation(dataSource)).build(), ManagementClient.BRIEF)) {
            return Vitals.of(response.getResponseNode());
        }
    }

    /** How many requests it is answering, asked once and at once; empty where it does not say. */
    public Optional<Integer> activeRequests() {
        return client.ask(
                Operations.readAttribute("active-requests", "subsystem", "request-controller"),
                result -> Optional.of(result.asInt()));
    }

    /** Whether each of its threads for requests has one, and others wait for a thread; false where it does not say. */
    public boolean isStuck() {
        return client.ask(
                        Operations.readResource("subsystem", "io", "worker", "default"),
                        threads -> Optional.of(
                                threads.get("busy-task-thread-count").asInt()
                                                >= threads.get("max-pool-size").asInt()
                                        && threads.get("queue-size").asInt() > 0))
                .orElse(false);
    }

    /** What went wrong when it booted; empty where nothing did, or nobody says. */
    public Optional<String> bootError() {
        return client.ask(BootErrors.operation(), BootErrors::of);
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
            throw client.strange(e);
        }
    }

    /**
     * Ends it once the requests that it has are answered. What keeps it running starts it again.
     *
     * @param patience for those
     */
    public void shutdown(Duration patience) throws WorkerException {
        ModelNode shutdown = Operations.of("shutdown");
        shutdown.get("suspend-timeout").set((int) patience.toSeconds());
        try (OperationResponse response =
                client.send(OperationBuilder.create(shutdown).build(), patience.plus(ManagementClient.BRIEF))) {
            ManagementClient.result(response.getResponseNode());
        } catch (IOException e) {
            // It may be gone before it answers; and where it was gone before, it is started again already.
        } finally {
            client.close();
        }
    }
}
