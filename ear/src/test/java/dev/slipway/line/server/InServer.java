package dev.slipway.line.server;

import dev.slipway.line.Line;
import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.jboss.shrinkwrap.api.ArchiveFormat;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What is put beside the ledger for a test: its migrations and libraries, taken from the built archive, Flyway, the undo scripts, and the
 * test.
 */
final class InServer {
    private static final String OWNERS_DATA_SOURCE = "java:jboss/datasources/OwnerDS";

    private InServer() {}

    static WebArchive archive(Class<?> test) {
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File("target/slipway.ear"));
        WebArchive ledger = ear.getAsType(WebArchive.class, "/web-api.war", ArchiveFormat.ZIP);
        return ShrinkWrap.create(WebArchive.class, "in-server.war")
                .merge(ledger, Filters.include("/WEB-INF/(lib/(?!web-api-classes)|classes/db/migration/).*"))
                .addAsResource(
                        Line.checkout()
                                .resolve("web-api/target/classes/db/undo")
                                .toFile(),
                        "db/undo")
                // Arquillian calls by address, and that is the ledger's host.
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><virtual-host>ledger</virtual-host></jboss-web>"), "jboss-web.xml")
                .addAsWebInfResource(new StringAsset(ownersDataSource()), "owner-ds.xml")
                .addAsLibraries(library(Assertions.class), library(Flyway.class), library(PostgreSQLDatabaseType.class))
                .addClasses(test, ScratchSchema.class);
    }

    /** The ledger's own role makes no tables. */
    private static String ownersDataSource() {
        Line line = Line.running();
        return """
                <datasources>
                  <datasource jndi-name="%s" pool-name="OwnerDS">
                    <connection-url>jdbc:postgresql://127.0.0.1:%s/slipway</connection-url>
                    <driver>postgresql</driver>
                    <security><user-name>slipway</user-name><password>%s</password></security>
                  </datasource>
                </datasources>""".formatted(
                        OWNERS_DATA_SOURCE, line.port("SLIPWAY_POSTGRES_PORT"), line.secret("slipway-db-password"));
    }

    private static JavaArchive library(Class<?> of) {
        try {
            File jar = new File(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ShrinkWrap.create(ZipImporter.class, jar.getName())
                    .importFrom(jar)
                    .as(JavaArchive.class);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
