package dev.slipway.ledger.platform.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The ledger is ready when its database answers. It is alive without: restarting it would not bring the database back. */
@Readiness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {

    @Resource(lookup = "java:jboss/datasources/HandbookDS")
    DataSource database;

    @Resource
    ManagedExecutorService executor;

    @SuppressWarnings("NullAway.Init") // by open
    private DatabaseProbe probe;

    @PostConstruct
    void open() {
        probe = new DatabaseProbe(database, executor);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(probe.isAnswering()).build();
    }
}
