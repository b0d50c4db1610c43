package dev.slipway.line.worker;

import java.util.Optional;
import org.jboss.dmr.ModelNode;

/** The errors of a server's boot. */
final class BootErrors {
    private BootErrors() {}

    /** The operation that reads them. */
    static ModelNode operation() {
        return Operations.of("read-boot-errors", "core-service", "management");
    }

    /** The root cause of the first error; empty if there is none. */
    static Optional<String> of(ModelNode errors) {
        return errors.isDefined() && !errors.asList().isEmpty()
                ? Optional.of(RootCause.of(json(errors.get(0).get("failure-description"))))
                : Optional.empty();
    }

    /** The description is always text, even if it is a structure converted to text. */
    private static String json(ModelNode description) {
        try {
            return ModelNode.fromString(description.asString()).toJSONString(true);
        } catch (IllegalArgumentException e) {
            return description.toJSONString(true);
        }
    }
}
