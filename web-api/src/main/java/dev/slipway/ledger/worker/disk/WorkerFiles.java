package dev.slipway.ledger.worker.disk;

import dev.slipway.ledger.deployment.Group;
import java.nio.file.Path;

/**
 * A worker, and the folders of its server.
 *
 * @param name its name in the line, whatever its files say
 * @param group its group of workers
 * @param configuration where it keeps {@code standalone.xml}
 * @param data where it keeps its audit log and the archives
 * @param log where it keeps its server log
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

    /** Whether a service's user runs it, who may write anything into its files. */
    public boolean isForeign() {
        return group.service().isPresent();
    }
}
