package dev.slipway.line.worker;

import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.CauseChain;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.security.sasl.SaslException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.OperationMessageHandler;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a worker's management. It is kept open; if it breaks, as when the worker is restarted, it is reopened and the
 * operation retried, unless it must be sent only once.
 */
final class ManagementClient implements Closeable {
    private static final String BOOTING = "WFLYCTL0379";

    /** How long a worker may be unreachable until an operation fails. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private static final Duration BOOT = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Longer than WildFly's own limit of 300 s, as an operation that is abandoned before that takes as long again. */
    static final Duration LONGEST = Duration.ofSeconds(330);

    /** The timeout for reading from a worker that may not answer at all. */
    static final Duration BRIEF = Duration.ofSeconds(10);

    private final String worker;
    private final Management.Connector connector;
    private final Pace pace;
    /** Also closed by other threads than the one that uses it. */
    private volatile @Nullable ModelControllerClient client;

    ManagementClient(String worker, Management.Connector connector, Pace pace) {
        this.worker = worker;
        this.connector = connector;
        this.pace = pace;
    }

    /** Executes an operation once the worker is reachable; returns the result. */
    ModelNode execute(ModelNode operation) throws WorkerException {
        return execute(operation, LONGEST);
    }

    /** The same, with a timeout for each attempt. */
    ModelNode execute(ModelNode operation, Duration longest) throws WorkerException {
        return execute(OperationBuilder.create(operation).build(), longest);
    }

    /** The same, with attachments. */
    ModelNode execute(Operation operation) throws WorkerException {
        return execute(operation, LONGEST);
    }

    /**
     * Executes an operation that may kill the worker's process: if the connection breaks, it is not repeated on the
     * restarted worker.
     */
    ModelNode executeOnce(ModelNode operation) throws WorkerException {
        return execute(OperationBuilder.create(operation).build(), LONGEST, false);
    }

    private ModelNode execute(Operation operation, Duration longest) throws WorkerException {
        return execute(operation, longest, true);
    }

    private ModelNode execute(Operation operation, Duration longest, boolean isRepeatable) throws WorkerException {
        try (OperationResponse response = respond(operation, longest, isRepeatable)) {
            return result(response.getResponseNode());
        } catch (IOException e) {
            throw new WorkerException(worker + " does not answer: " + e.getMessage(), e);
        }
    }

    /** The result in a response; a failure is thrown with WildFly's description. */
    static ModelNode result(ModelNode response) throws WorkerException {
        if (!response.get("outcome").asString("").equals("success")) {
            throw new WorkerException(failure(response));
        }
        return response.get("result");
    }

    /** Whether the operation was refused because the server is still booting. */
    static boolean isRefusedAtBoot(ModelNode response) {
        return !response.get("outcome").asString("").equals("success")
                && failure(response).contains(BOOTING);
    }

    /** As JSON if it is structured, so that the root cause can be found in it. */
    private static String failure(ModelNode response) {
        ModelNode failure = response.get("failure-description");
        if (!failure.isDefined()) {
            return "WildFly does not say why";
        }
        return switch (failure.getType()) {
            case OBJECT, LIST, PROPERTY -> failure.toJSONString(false);
            default -> failure.asString();
        };
    }

    /** The response, once the worker is reachable and has booted. */
    OperationResponse respond(Operation operation) throws WorkerException {
        return respond(operation, LONGEST, true);
    }

    private OperationResponse respond(Operation operation, Duration longest, boolean isRepeatable)
            throws WorkerException {
        Deadline away = pace.deadline(AWAY);
        Deadline boot = pace.deadline(BOOT);
        while (true) {
            Deadline deadline = away;
            String reason;
            try {
                OperationResponse response = send(operation, longest);
                ModelNode node = response.getResponseNode();
                if (!isRefusedAtBoot(node)) {
                    return response;
                }
                reason = failure(node);
                response.close();
                deadline = boot;
            } catch (IOException e) {
                close();
                reason = String.valueOf(e.getMessage());
                if (CauseChain.of(e).deepest() instanceof SaslException) {
                    throw new WorkerException(
                            Management.OF_WORKER + worker + " rejected the agent's password: " + reason, e);
                }
                if (!isRepeatable && !(CauseChain.of(e).deepest() instanceof ConnectException)) {
                    deadline = pace.deadline(Duration.ZERO);
                }
            }
            if (deadline.isOver()) {
                throw new WorkerException(Management.OF_WORKER + worker + Management.NO_ANSWER + reason);
            }
            pace.sleep(PAUSE);
        }
    }

    /** Executes an operation without retries; empty if there is no answer, or an unexpected one. */
    <T> Optional<T> query(ModelNode operation, Function<ModelNode, Optional<T>> reader) {
        try (OperationResponse response =
                send(OperationBuilder.create(operation).build(), BRIEF)) {
            return reader.apply(result(response.getResponseNode()));
        } catch (IOException | IllegalArgumentException e) {
            close();
            return Optional.empty();
        } catch (WorkerException e) {
            return Optional.empty();
        }
    }

    /** An application on a service's worker may answer in place of the management; that must not stop the agent. */
    WorkerException unexpectedAnswer(RuntimeException e) {
        return new WorkerException(
                "the management of " + worker + " does not answer as WildFly does: " + e.getMessage(), e);
    }

    /** Sends an operation once, with a timeout. */
    OperationResponse send(Operation operation, Duration longest) throws IOException {
        connector.check();
        ModelControllerClient current = client;
        if (current == null) {
            current = connector.connect();
            client = current;
        }
        CompletableFuture<OperationResponse> answer = begin(current, operation);
        try {
            return answer.get(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an operation ran", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer after " + longest.toSeconds() + " s", e);
        } catch (CancellationException e) {
            // The connection was closed while the operation ran: the server has shut down.
            throw new IOException("the connection was closed", e);
        } catch (ExecutionException e) {
            Throwable root = CauseChain.of(e).deepest();
            throw new IOException(root.getMessage() == null ? root.toString() : root.getMessage(), e);
        }
    }

    /** Turns any exception of the client into a failed future. */
    private static CompletableFuture<OperationResponse> begin(ModelControllerClient client, Operation operation) {
        try {
            return client.executeOperationAsync(operation, OperationMessageHandler.DISCARD);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Closes the connection; the next operation reconnects. */
    @Override
    public void close() {
        ModelControllerClient current = client;
        client = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                // Abandoned either way.
            }
        }
    }
}
