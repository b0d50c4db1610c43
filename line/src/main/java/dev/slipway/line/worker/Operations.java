package dev.slipway.line.worker;

import java.util.List;
import org.jboss.dmr.ModelNode;

/** WildFly's management operations. An address is given as alternating keys and values; an empty one is the root. */
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

    /** Reads the attributes of a resource, including runtime attributes. */
    static ModelNode readResource(String... address) {
        ModelNode read = of("read-resource", address);
        read.get("include-runtime").set(true);
        return read;
    }

    /** Runs all of these or none. */
    static ModelNode composite(List<ModelNode> steps) {
        ModelNode composite = of("composite");
        steps.forEach(composite.get("steps")::add);
        return composite;
    }
}
