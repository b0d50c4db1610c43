package dev.slipway.line.worker;

import java.util.Optional;
import org.jboss.dmr.ModelNode;

/** What went wrong when a server booted. */
final class BootErrors {
    private BootErrors() {}

    /** What management is asked. */
    static ModelNode operation() {
        return Operations.of("read-boot-errors", "core-service", "management");
    }

    /** The root cause of the first; empty where there is none. */
    static Optional<String> of(ModelNode errors) {
        return errors.isDefined() && !errors.asList().isEmpty()
                ? Optional.of(RootCause.of(json(errors.get(0).get("failure-description"))))
                : Optional.empty();
    }

    /** What is said of them is text, also where it was more than that once. */
    private static String json(ModelNode said) {
        try {
            return ModelNode.fromString(said.asString()).toJSONString(true);
        } catch (IllegalArgumentException e) {
            return said.toJSONString(true);
        }
    }
}
