package dev.slipway.ledger.worker.disk;

import dev.slipway.ledger.deployment.Group;
import java.nio.file.Path;

/**
 * A worker, and the folders of its server.
 *
 * @param name its name in the line, whatever its files say
 * @param group its group of workers
 * @param configuration the folder of {@code standalone.xml}
 * @param data the folder of its audit log and the archives
 * @param log the folder of its server log
 */
public record WorkerFiles(String name, Group group, ServerFolder configuration, ServerFolder data, ServerFolder log) {

    /** A worker of a server group, which a service's user runs. */
    public static WorkerFiles foreign(String name, Group group, Path base) {
        return new WorkerFiles(
                name,
                group,
                ServerFolder.foreign(base, "configuration"),
                ServerFolder.foreign(base, "data"),
                ServerFolder.foreign(base, "log"));
    }

    /** The name of the environment that it serves. */
    public String environment() {
        return group.environment();
    }

    /** Whether it runs as a service's user, who may write anything into its files. */
    public boolean isForeign() {
        return group.service().isPresent();
    }
}
