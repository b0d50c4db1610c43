package dev.slipway.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.dmr.ModelNode;
import org.wildfly.security.auth.client.AuthenticationConfiguration;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.MatchRule;
import org.wildfly.security.credential.BearerTokenCredential;
import org.wildfly.security.sasl.SaslMechanismSelector;

/** A worker's management, the first one's of the ledger where no other is said, by WildFly's own protocol, as jboss-cli, Maven and the agent reach it. */
public final class NativeManagement {
    private final AuthenticationContext identity;
    private final int port;

    private NativeManagement(AuthenticationConfiguration configuration) {
        this(
                AuthenticationContext.empty().with(MatchRule.ALL, configuration),
                Line.running().managementPort(1));
    }

    private NativeManagement(AuthenticationContext identity, int port) {
        this.identity = identity;
        this.port = port;
    }

    /** The same user at another worker. */
    NativeManagement at(int managementPort) {
        return new NativeManagement(identity, managementPort);
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
        return identity.runFunction(this::send, operation);
    }

    private Optional<JsonNode> send(String operation) {
        ModelControllerClientConfiguration configuration = new ModelControllerClientConfiguration.Builder()
                .setProtocol("remote+http")
                .setHostName("127.0.0.1")
                .setPort(port)
                .build();
        try (ModelControllerClient client = ModelControllerClient.Factory.create(configuration)) {
            return Optional.of(json(client.execute(ModelNode.fromJSONString(operation))));
        } catch (IOException e) {
            if (isRefusal(e)) {
                return Optional.empty();
            }
            throw new IllegalStateException(operation, e);
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
