package dev.slipway.ledger.auditlog.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.auditlog.entry.AuditRecord.Action;
import dev.slipway.ledger.deployment.Operation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of one record, in order; several steps on one archive make one action. */
public final class AuditOperations {
    /** Marks an address that names no deployment; not a valid archive name. */
    private static final String OTHER = "\0";

    private static final int DEEPEST = 8;
    private static final int SHA1_BYTES = 20;

    private final Map<String, Steps> archives = new LinkedHashMap<>();
    private boolean isByMaven;
    private boolean keepsFailure;

    /** The steps on one archive so far. */
    private static class Steps {
        private boolean isStopped;
        private boolean isStarted;
        private boolean isRemoved;
        private boolean isAdded;
        private boolean isLinked;
        private @Nullable Operation whole;
        private Optional<String> sha1 = Optional.empty();

        void start() {
            isStarted = true;
            isRemoved = false;
        }

        void stop() {
            isStopped = true;
            isStarted = false;
        }

        /** One operation that starts it again, whatever was done before. */
        void restart(Operation operation) {
            start();
            isStopped = false;
            whole = operation;
        }

        /** Starts it again, with what the steps before may have changed. */
        void redeploy() {
            restart(whole == Operation.REPLACE || isAdded && isStopped ? Operation.REPLACE : Operation.REDEPLOY);
        }

        /** Whether the last of its steps that start or stop it stopped it. */
        boolean isDown() {
            return isStopped && !isStarted;
        }

        Optional<Action> action() {
            return Optional.ofNullable(operation())
                    .map(done -> new Action(done, sha1, false))
                    .or(() -> isLinked
                            ? Optional.of(new Action(Operation.REDEPLOY, Optional.empty(), true))
                            : Optional.empty());
        }

        private @Nullable Operation operation() {
            if (isDown()) {
                return isRemoved ? Operation.REMOVE : Operation.UNDEPLOY;
            }
            if (whole != null || !isStarted) {
                return whole;
            }
            return isAdded && isStopped ? Operation.REPLACE : isStopped ? Operation.REDEPLOY : Operation.DEPLOY;
        }
    }

    private AuditOperations() {}

    static AuditOperations of(Iterable<JsonNode> operations) {
        AuditOperations read = new AuditOperations();
        operations.forEach(operation -> {
            read.keepsFailure |= keepsFailure(operation);
            read.read(operation, 0);
        });
        return read;
    }

    /**
     * Whether it came from WildFly's deployment client, which the Maven plugin uses: that sets the rollback flag in the
     * operation itself.
     */
    boolean isByMaven() {
        return isByMaven;
    }

    /** Whether the server keeps what the operations did if something does not start, and logs them as successful. */
    boolean keepsFailure() {
        return keepsFailure;
    }

    /** The action on each archive. */
    Map<String, Action> actions() {
        Map<String, Action> actions = new LinkedHashMap<>();
        archives.forEach((archive, steps) -> steps.action().ifPresent(action -> actions.put(archive, action)));
        return Collections.unmodifiableMap(actions);
    }

    /** Whether an operation, other than a composite, concerns an archive. */
    static boolean isDeploying(JsonNode operation) {
        String archive = archive(operation.path("address"));
        String name = operation.path("operation").asText();
        return archive.isEmpty()
                ? name.equals("full-replace-deployment") || name.equals("replace-deployment")
                : !archive.equals(OTHER);
    }

    private static boolean keepsFailure(JsonNode operation) {
        return operation
                .path("operation-headers")
                .path("rollback-on-runtime-failure")
                .asText()
                .equalsIgnoreCase("false");
    }

    private void read(JsonNode operation, int depth) {
        String name = operation.path("operation").asText();
        if (name.equals("composite")) {
            isByMaven |= operation.has("rollback-on-runtime-failure");
            if (depth < DEEPEST) {
                operation.path("steps").forEach(step -> read(step, depth + 1));
            }
            return;
        }
        String archive = archive(operation.path("address"));
        if (archive.isEmpty()) {
            readAtRoot(name, operation);
        } else if (!archive.equals(OTHER)) {
            read(name, operation, archive);
        } else {
            readOverlay(name, operation);
        }
    }

    /** A deployment overlay's operations restart what they name, and the server logs no operations on that. */
    private void readOverlay(String name, JsonNode operation) {
        List<Map.Entry<String, JsonNode>> parts = parts(operation.path("address"));
        if (!parts.get(0).getKey().equals("deployment-overlay")) {
            return;
        }
        if (name.equals("redeploy-links")) {
            operation.path("deployments").forEach(link -> steps(link.asText()).isLinked = true);
        } else if (name.equals("remove") && operation.path("redeploy-affected").asBoolean()) {
            steps(parts.get(parts.size() - 1).getValue().asText()).isLinked = true;
        }
    }

    private void readAtRoot(String name, JsonNode operation) {
        String archive = operation.path("name").asText();
        if (archive.isEmpty()) {
            return;
        }
        if (name.equals("full-replace-deployment")) {
            Steps steps = steps(archive);
            // Where the operation does not say it, what was stopped before stays so.
            if (operation.path("enabled").asBoolean(!steps.isDown())) {
                steps.restart(Operation.REPLACE);
            } else {
                steps.isAdded = true;
                steps.stop();
            }
            steps.sha1 = sha1(operation);
        } else if (name.equals("replace-deployment")) {
            String replaced = operation.path("to-replace").asText();
            if (!replaced.isEmpty()) {
                steps(replaced).stop();
            }
            steps(archive).restart(Operation.REPLACE);
            sha1(operation).ifPresent(sha1 -> steps(archive).sha1 = Optional.of(sha1));
        }
    }

    private void read(String name, JsonNode operation, String archive) {
        switch (name) {
            case "add" -> {
                steps(archive).isAdded = true;
                steps(archive).sha1 = sha1(operation);
                if (operation.path("enabled").asBoolean()) {
                    steps(archive).start();
                }
            }
            case "deploy" -> steps(archive).start();
            case "undeploy" -> steps(archive).stop();
            case "redeploy" -> steps(archive).redeploy();
            case "remove" -> {
                steps(archive).isRemoved = true;
                steps(archive).stop();
            }
            case "explode" -> steps(archive).sha1 = Optional.empty();
            case "add-content", "remove-content" -> {
                steps(archive).whole = Operation.REPLACE;
                steps(archive).sha1 = Optional.empty();
            }
            default -> {
                // Changes neither the content nor whether it runs.
            }
        }
    }

    private Steps steps(String archive) {
        return archives.computeIfAbsent(archive, name -> new Steps());
    }

    /** The deployment that an address names; empty for the root, {@link #OTHER} for any other address. */
    private static String archive(JsonNode address) {
        List<Map.Entry<String, JsonNode>> parts = parts(address);
        if (parts.isEmpty()) {
            return "";
        }
        String archive = parts.get(0).getValue().asText();
        return parts.size() == 1 && parts.get(0).getKey().equals("deployment") && !archive.isEmpty() ? archive : OTHER;
    }

    /**
     * The pairs of an address as WildFly reads them: an object has several, a list has each as an object, or as two
     * texts in a row (wildfly-core, {@code PathAddress.pathAddress}).
     */
    private static List<Map.Entry<String, JsonNode>> parts(JsonNode address) {
        List<Map.Entry<String, JsonNode>> parts = new ArrayList<>();
        Iterable<JsonNode> elements = address.isObject() ? List.of(address) : address;
        String key = null;
        for (JsonNode element : elements) {
            if (element.isObject()) {
                element.fields().forEachRemaining(parts::add);
                key = null;
            } else if (key == null) {
                key = element.asText();
            } else {
                parts.add(Map.entry(key, element));
                key = null;
            }
        }
        return parts;
    }

    private static Optional<String> sha1(JsonNode operation) {
        String hash = operation
                .path("content")
                .path(0)
                .path("hash")
                .path("BYTES_VALUE")
                .asText();
        try {
            byte[] bytes = Base64.getDecoder().decode(hash);
            return bytes.length == SHA1_BYTES ? Optional.of(HexFormat.of().formatHex(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
