package dev.slipway.line.worker;

import java.util.List;
import org.jboss.dmr.ModelNode;

/** Operations of WildFly's management. Each address is given as keys and values in turn; an empty one is the server's. */
final class Operations {
    private Operations() {}

    static ModelNode of(String name, String... address) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        ModelNode path = operation.get("address").setEmptyList();
        for (int i = 0; i < address.length; i += 2) {
            path.add(address[i], address[i + 1]);
        }
        return operation;
    }

    /** An operation on an archive. */
    static ModelNode onDeployment(String name, String archive) {
        return of(name, "deployment", archive);
    }

    static ModelNode readAttribute(String attribute, String... address) {
        ModelNode read = of("read-attribute", address);
        read.get("name").set(attribute);
        return read;
    }

    /** Reads the attributes of a resource, those of its runtime included. */
    static ModelNode readResource(String... address) {
        ModelNode read = of("read-resource", address);
        read.get("include-runtime").set(true);
        return read;
    }

    /** All of these, or none. */
    static ModelNode composite(List<ModelNode> steps) {
        ModelNode composite = of("composite");
        steps.forEach(composite.get("steps")::add);
        return composite;
    }
}
