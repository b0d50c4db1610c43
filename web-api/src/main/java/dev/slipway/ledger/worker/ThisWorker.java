package dev.slipway.ledger.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The server that this instance of the ledger runs on: its name, where it belongs, and its folders. */
@ApplicationScoped
public class ThisWorker {

    @Inject
    @ConfigProperty(name = "jboss.node.name")
    String name;

    @Inject
    @ConfigProperty(name = "slipway.environment", defaultValue = "production")
    String environment;

    @Inject
    @ConfigProperty(name = "jboss.server.config.dir")
    String configurationFolder;

    @Inject
    @ConfigProperty(name = "jboss.server.data.dir")
    String dataFolder;

    @Inject
    @ConfigProperty(name = "jboss.server.log.dir")
    String logFolder;

    /** Its name, {@code worker-1} for instance. */
    public String name() {
        return name;
    }

    /** The name of the environment that it serves: {@code SLIPWAY_ENVIRONMENT}. */
    public String environment() {
        return environment;
    }

    /** Where it keeps its audit log and the archives. */
    public Path data() {
        return Path.of(dataFolder);
    }

    /** Where it logs. */
    public Path log() {
        return Path.of(logFolder);
    }

    /** Its configuration, which it writes with every change. */
    Path configuration() {
        return Path.of(configurationFolder).resolve("standalone.xml");
    }
}
