package dev.slipway.line.service;

import dev.slipway.line.service.app.RequestServlet;
import dev.slipway.line.service.whole.Migration;
import java.io.File;
import java.net.URISyntaxException;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application with everything, packaged as a build would package it. */
final class WholeArchive {
    /** Where it says that it lies. */
    static final String CONTEXT_ROOT = "/app";

    private static final String PATH = "whole/";

    private WholeArchive() {}

    static WebArchive build() {
        return ShrinkWrap.create(WebArchive.class)
                .addPackage(Migration.class.getPackage())
                .addClass(RequestServlet.class)
                .addAsLibraries(jar(Flyway.class), jar(PostgreSQLDatabaseType.class))
                .addAsServiceProvider("org.hibernate.integrator.spi.Integrator", Migration.class.getName())
                .addAsResource(PATH + "V1__tick.sql", "db/migration/V1__tick.sql")
                .addAsResource(PATH + "persistence.xml", "META-INF/persistence.xml")
                .addAsResource(PATH + "count.xml", "META-INF/batch-jobs/count.xml")
                .addAsResource(new StringAsset("greeting=hello"), "META-INF/microprofile-config.properties")
                .addAsWebResource(PATH + "hello.xhtml", "hello.xhtml")
                .addAsWebResource(PATH + "tags.jsp", "tags.jsp")
                .addAsWebResource(new StringAsset("body { color: navy }"), "resources/shop.css")
                .addAsWebInfResource(
                        new StringAsset(
                                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"all\"/>"),
                        "beans.xml")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>" + CONTEXT_ROOT + "</context-root></jboss-web>"),
                        "jboss-web.xml")
                .setWebXML(PATH + "web.xml");
    }

    private static File jar(Class<?> ofIt) {
        try {
            return new File(
                    ofIt.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
