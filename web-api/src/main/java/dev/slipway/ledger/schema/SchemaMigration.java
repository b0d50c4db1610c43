package dev.slipway.ledger.schema;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Migrates the database, called by Hibernate before it validates the schema; a startup bean would be called after.
 *
 * <p>Workers that start at the same time take turns: Flyway holds a lock in the database. A schema that is newer than
 * this archive is left alone, since a rollback puts the archive back and leaves the schema.
 */
public class SchemaMigration implements Integrator {
    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        ConnectionProvider connections = sessionFactory.getServiceRegistry().requireService(ConnectionProvider.class);
        migrate(connections.unwrap(DataSource.class));
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry registry) {
        // A schema stays when the archive goes.
    }

    private static void migrate(DataSource database) {
        Flyway flyway = Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
        if (Arrays.stream(flyway.info().all())
                .noneMatch(migration -> migration.getState().isResolved())) {
            throw new IllegalStateException("the archive holds no migrations");
        }
        flyway.migrate();
    }
}
