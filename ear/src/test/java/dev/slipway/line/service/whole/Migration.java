package dev.slipway.line.service.whole;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/** Brings the database up to date before Hibernate looks at it. */
public class Migration implements Integrator {
    @Override
    @SuppressWarnings("BanJNDI") // a constant
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        try {
            DataSource database = (DataSource) new InitialContext().lookup("java:comp/DefaultDataSource");
            Flyway.configure(Migration.class.getClassLoader())
                    .dataSource(database)
                    .load()
                    .migrate();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // Nothing of it is left.
    }
}
