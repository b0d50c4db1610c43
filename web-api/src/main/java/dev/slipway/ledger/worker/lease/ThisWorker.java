package dev.slipway.ledger.worker.lease;

import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The server that this instance of the ledger runs on: its name, environment and folders. */
@ApplicationScoped
public class ThisWorker {

    @Inject
    @ConfigProperty(name = "jboss.node.name")
    String name;

    @Inject
    @ConfigProperty(name = "slipway.environment", defaultValue = "production")
    String environment;

    @Inject
    @ConfigProperty(name = "jboss.server.base.dir")
    String baseFolder;

    @Inject
    @ConfigProperty(name = "jboss.server.config.dir")
    String configurationFolder;

    @Inject
    @ConfigProperty(name = "jboss.server.data.dir")
    String dataFolder;

    @Inject
    @ConfigProperty(name = "jboss.server.log.dir")
    String logFolder;

    @Inject
    @ConfigProperty(name = "slipway.service.workers")
    Optional<String> serviceWorkers;

    /** Its name, such as {@code worker-1}. */
    public String name() {
        return name;
    }

    public WorkerFiles files() {
        return new WorkerFiles(
                name,
                Group.ofLedger(environment),
                ServerFolder.own(Path.of(configurationFolder)),
                ServerFolder.own(Path.of(dataFolder)),
                ServerFolder.own(Path.of(logFolder)));
    }

    /** The base folder of a service's worker: a sibling of this worker's, unless configured otherwise. */
    Path baseOf(String worker) {
        return serviceWorkers
                .map(folder -> Path.of(folder).resolve(worker))
                .orElseGet(() -> Path.of(baseFolder).resolveSibling(worker));
    }
}
