package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.roll.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.sasl.SaslException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationMessageHandler;
import org.jboss.as.controller.client.OperationResponse;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementTest {
    private static final Instant BEGIN = Instant.EPOCH;

    private final SwiftPace pace = new SwiftPace();
    private int connections;

    @Test
    void makesAnotherConnectionWhereOneBreaks() {
        assertThatThrownBy(() ->
                        management(new ConnectException("Connection refused")).content("shop.war"))
                .hasMessage(
                        "worker-1 does not say what it runs: the management of worker-1 does not answer: Connection refused");
        assertThat(Duration.between(BEGIN, pace.now())).isEqualTo(Duration.ofSeconds(30));
        assertThat(connections).isEqualTo(61);
    }

    /** It would end the worker once more, as soon as that is up with what ran before. */
    @Test
    void startsAnArchiveOnceThatEndsTheWorker() {
        Ending ending = new Ending(new ArrayList<>());
        assertThatThrownBy(() -> management(ending).replace("shop.war", ContentHash.of(new byte[20]), "shop.war"))
                .hasMessage("the management of worker-1 does not answer: the connection was closed");
        assertThat(ending.sent()).containsExactly("read-resource", "composite");
        assertThat(pace.now()).isEqualTo(BEGIN);
    }

    /** The client is kept, and connects by itself where its connection has broken, as when the worker ends. */
    @Test
    void sendsNothingOnceAnotherProgramListens() {
        Ending sent = new Ending(new ArrayList<>());
        AtomicBoolean isForeign = new AtomicBoolean();
        Management management = new Management(
                "worker-1",
                new Management.Connector() {
                    @Override
                    public ModelControllerClient connect() {
                        return sent;
                    }

                    @Override
                    public void check() throws IOException {
                        if (isForeign.get()) {
                            throw new IOException("the port is held by a program of another user");
                        }
                    }
                },
                pace);
        assertThat(management.process().isBooting()).isFalse();
        isForeign.set(true);
        assertThat(management.process().isBooting()).isFalse();
        assertThat(sent.sent()).containsExactly("read-attribute");
    }

    @Test
    void leavesNoHalfOfAnArchiveThatBreaksOff(@TempDir Path folder) {
        ModelNode node = new ModelNode();
        node.get("outcome").set("success");
        Answering breaking = new Answering(CompletableFuture.completedFuture(new Breaking(new Response(node))));
        assertThatThrownBy(() -> management(breaking).read("shop.war", folder.resolve("shop.war")))
                .hasMessageContaining("what runs on worker-1 cannot be read: ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAnArchiveThatWildFlyReceivesDamaged(@TempDir Path folder) throws Exception {
        Path archive = Files.writeString(folder.resolve("shop.war"), "damaged");
        ModelNode node = new ModelNode();
        node.get("outcome").set("success");
        node.get("result").set(new byte[20]);
        Management management = management(new Answering(CompletableFuture.completedFuture(new Response(node))));
        management.stage(archive, ContentHash.of(new byte[20]));
        assertThatThrownBy(() -> management.stage(archive, ContentHash.ofHex("01".repeat(20))))
                .isInstanceOf(WorkerException.class)
                .hasMessageStartingWith(
                        "the agent's copy of the archive is damaged: worker-1 has received something else");
    }

    @Test
    void doesNotInsistOnAWrongPassword() {
        assertThatThrownBy(() -> management(new SaslException("Server rejected authentication"))
                        .contents())
                .hasMessageContaining("rejected the agent's password: Server rejected authentication");
        assertThat(pace.now()).isEqualTo(BEGIN);
        assertThat(connections).isEqualTo(1);
    }

    @Test
    void saysHowAWorkerIsThatDoesNotHaveTheDatabaseYet() {
        assertThat(management(new WithoutPool()).process().vitals("shop"))
                .hasValueSatisfying(vitals -> assertThat(vitals.start()).isEqualTo("before"))
                .hasValueSatisfying(vitals -> assertThat(vitals.altered())
                        .containsExactly(
                                Map.entry("configuration", "b".repeat(64)), Map.entry("environment", "a".repeat(64))))
                .hasValueSatisfying(vitals -> assertThat(vitals.pool()).isNull());
        assertThat(management(new WithoutPool()).process().vitals(null)).isPresent();
    }

    /** As when it shuts down just then. */
    @Test
    void saysNothingOfOneWhoseConnectionIsClosedMeanwhile() {
        CompletableFuture<OperationResponse> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);
        assertThat(management(new Answering(cancelled)).process().vitals(null)).isEmpty();
        assertThat(management(new Answering(cancelled)).process().bootError()).isEmpty();
    }

    @Test
    void saysWhyAnArchiveDidNotStartWithTheServer() {
        ModelNode error = new ModelNode();
        error.get("failure-description")
                .set(
                        "{\"WFLYCTL0080: Failed services\" => {\"jboss.deployment.unit.\\\"shop.war\\\".undertow-deployment\" =>"
                                + " \"java.lang.RuntimeException: x\nCaused by: java.lang.IllegalStateException: FAIL says yes\"}}");
        ModelNode answer = new ModelNode();
        answer.get("outcome").set("success");
        answer.get("result").add(error);
        assertThat(management(new Answering(CompletableFuture.completedFuture(new Response(answer))))
                        .process()
                        .bootError())
                .contains("FAIL says yes");
    }

    /** An archive on the worker may answer in its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "[]",
                "{\"outcome\":\"success\",\"result\":\"text\"}",
                "{\"outcome\":\"success\",\"result\":[1]}",
                "{\"outcome\":\"success\",\"result\":{\"content\":\"text\",\"step-1\":{\"result\":{\"start-time\":\"never\"}}}}",
            })
    void takesAnAnswerOfAnotherFormForNone(String text) {
        ModelNode answer = ModelNode.fromJSONString(text);
        Management strange = management(new Answering(CompletableFuture.completedFuture(new Response(answer))));
        assertThat(strange.process().vitals(null)).isEmpty();
        assertThat(strange.process().isWaitingForBean()).isFalse();
        List<ThrowingCallable> others = List.of(
                () -> strange.content("shop.war"),
                strange::contents,
                () -> strange.process().property("slipway.start"),
                () -> strange.process().threads(),
                () -> strange.process().bootError(),
                () -> strange.read("shop.war", Path.of("never-written")));
        for (ThrowingCallable other : others) {
            assertThat(catchThrowable(other))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(WorkerException.class));
        }
    }

    private Management management(IOException failure) {
        return management(new Failing(failure));
    }

    private Management management(ModelControllerClient client) {
        return new Management(
                "worker-1",
                () -> {
                    connections++;
                    return client;
                },
                pace);
    }

    /** A worker that is asked as the management asks it, and has no connection. */
    private interface Asked extends ModelControllerClient {
        @Override
        default OperationResponse executeOperation(Operation operation, OperationMessageHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        default CompletableFuture<ModelNode> executeAsync(Operation operation, OperationMessageHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        default void close() {
            // There is no connection.
        }
    }

    /** One question of many that it cannot answer, and WildFly answers none. */
    private record WithoutPool() implements Asked {
        @Override
        public CompletableFuture<OperationResponse> executeOperationAsync(
                Operation operation, OperationMessageHandler handler) {
            boolean isOfPool = operation.getOperation().get("steps").asList().size() == 7;
            ModelNode answer = new ModelNode();
            answer.get("outcome").set(isOfPool ? "failed" : "success");
            if (isOfPool) {
                answer.get("result", "step-1").set(new ModelNode());
                answer.get("failure-description").set("WFLYCTL0030: No resource definition is registered");
            } else {
                ModelNode runtime = answer.get("result", "step-1", "result");
                runtime.get("start-time").set(1);
                runtime.get("input-arguments")
                        .add("-Dslipway.start=before")
                        .add("-Dslipway.altered=environment=" + "a".repeat(64) + " configuration=" + "b".repeat(64)
                                + " ");
                answer.get("result", "step-6", "result").set("running");
            }
            return CompletableFuture.completedFuture(OperationResponse.Factory.createSimple(answer));
        }

        @Override
        public OperationResponse executeOperation(Operation operation, OperationMessageHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<ModelNode> executeAsync(Operation operation, OperationMessageHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelNode execute(Operation operation, OperationMessageHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** An archive that ends the process which starts it. */
    private record Ending(List<String> sent) implements Asked {
        @Override
        public CompletableFuture<OperationResponse> executeOperationAsync(
                Operation operation, OperationMessageHandler handler) {
            sent.add(operation.getOperation().get("operation").asString());
            CompletableFuture<OperationResponse> answer = new CompletableFuture<>();
            if (operation.getOperation().get("operation").asString().equals("composite")) {
                answer.cancel(true);
            } else {
                ModelNode found = new ModelNode();
                found.get("outcome").set("success");
                found.get("result", "enabled").set(true);
                answer.complete(new Response(found));
            }
            return answer;
        }
    }

    private record Answering(CompletableFuture<OperationResponse> answer) implements Asked {
        @Override
        public CompletableFuture<OperationResponse> executeOperationAsync(
                Operation operation, OperationMessageHandler handler) {
            return answer;
        }
    }

    /** An archive whose connection is lost when its first byte is there. */
    private record Breaking(Response response) implements OperationResponse, OperationResponse.StreamEntry {
        @Override
        public ModelNode getResponseNode() {
            return response.node();
        }

        @Override
        public List<StreamEntry> getInputStreams() {
            return List.of(this);
        }

        @Override
        public StreamEntry getInputStream(String uuid) {
            return this;
        }

        @Override
        public InputStream getStream() {
            return new InputStream() {
                private boolean isBegun;

                @Override
                public int read() throws IOException {
                    if (isBegun) {
                        throw new IOException("Connection reset");
                    }
                    isBegun = true;
                    return 'P';
                }
            };
        }

        @Override
        public String getMimeType() {
            return "application/octet-stream";
        }

        @Override
        public String getUUID() {
            return "1";
        }

        @Override
        public void close() {
            // There is no connection.
        }
    }

    private record Response(ModelNode node) implements OperationResponse {
        @Override
        public ModelNode getResponseNode() {
            return node;
        }

        @Override
        public List<StreamEntry> getInputStreams() {
            return List.of();
        }

        @Override
        public StreamEntry getInputStream(String uuid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** As WildFly's client does it: wrapped, and not by the future. */
    private record Failing(IOException failure) implements Asked {
        @Override
        public CompletableFuture<OperationResponse> executeOperationAsync(
                Operation operation, OperationMessageHandler handler) {
            throw new IllegalStateException(new IOException("WFLYPRT0053: Could not connect", failure));
        }
    }
}
