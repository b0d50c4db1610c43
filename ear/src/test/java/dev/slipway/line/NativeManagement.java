package dev.slipway.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.dmr.ModelNode;
import org.wildfly.security.auth.client.AuthenticationConfiguration;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.MatchRule;
import org.wildfly.security.credential.BearerTokenCredential;
import org.wildfly.security.sasl.SaslMechanismSelector;

/** A worker's management by WildFly's own protocol, as jboss-cli, Maven and the agent reach it: the first one's, unless another is named. */
public final class NativeManagement {
    private final AuthenticationContext identity;
    private final int port;

    private NativeManagement(AuthenticationConfiguration configuration) {
        this(AuthenticationContext.empty().with(MatchRule.ALL, configuration), 0);
    }

    private NativeManagement(AuthenticationContext identity, int port) {
        this.identity = identity;
        this.port = port;
    }

    /** The same at the management port of another worker. */
    public NativeManagement at(int other) {
        return new NativeManagement(identity, other);
    }

    /** As a user whom the workers themselves know. */
    public static NativeManagement user(String name, String password) {
        return new NativeManagement(AuthenticationConfiguration.empty()
                .useName(name)
                .usePassword(password)
                .setSaslMechanismSelector(SaslMechanismSelector.fromString("DIGEST-MD5")));
    }

    /** As whom this token of Keycloak's is for. */
    public static NativeManagement token(String token) {
        return new NativeManagement(AuthenticationConfiguration.empty()
                .useBearerTokenCredential(new BearerTokenCredential(token))
                .setSaslMechanismSelector(SaslMechanismSelector.fromString("OAUTHBEARER")));
    }

    /** Carries out one operation; empty for who is not let in. */
    public Optional<JsonNode> execute(String operation) {
        return execute(
                OperationBuilder.create(ModelNode.fromJSONString(operation)).build());
    }

    /** Puts an archive there, and starts it; empty for who is not let in. */
    public Optional<JsonNode> deploy(String name, byte[] archive) {
        ModelNode operation = ModelNode.fromJSONString("""
                {"operation":"composite","address":[],"operation-headers":{"rollback-on-runtime-failure":true},"steps":[
                  {"operation":"add","address":[{"deployment":"%1$s"}],"content":[{"input-stream-index":0}]},
                  {"operation":"deploy","address":[{"deployment":"%1$s"}]}]}""".formatted(name));
        return execute(OperationBuilder.create(operation)
                .addInputStream(new ByteArrayInputStream(archive))
                .build());
    }

    private Optional<JsonNode> execute(Operation operation) {
        return identity.runFunction(this::send, operation);
    }

    private Optional<JsonNode> send(Operation operation) {
        ModelControllerClientConfiguration configuration = new ModelControllerClientConfiguration.Builder()
                .setProtocol("remote+http")
                .setHostName("127.0.0.1")
                .setPort(port == 0 ? Line.running().managementPort(1) : port)
                .build();
        try (operation;
                ModelControllerClient client = ModelControllerClient.Factory.create(configuration)) {
            return Optional.of(json(client.execute(operation)));
        } catch (IOException e) {
            if (isRefusal(e)) {
                return Optional.empty();
            }
            throw new IllegalStateException(operation.getOperation().asString(), e);
        }
    }

    /** It says so of one mechanism or another; where it offers none of ours, that is another failure. */
    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("rejected authentication")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode json(ModelNode answer) {
        try {
            return new ObjectMapper().readTree(answer.toJSONString(true));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
