package dev.slipway.line.cost;

import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchiveFormat;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The ledger as it was built, under another path and on a database of its own.
 *
 * <p>So a test may put a million deployments there, have PostgreSQL explain each statement, and leave no trace.
 */
final class LedgerCopy implements AutoCloseable {
    /** A lock of tests: of those that have a copy, so that there is one at a time. */
    static final String LOCK = "cost";

    /** What comes of a request that was answered by another worker than the copy's. */
    static final int NOT_FOUND = 404;

    private static final String DATASOURCE = "java:jboss/datasources/CopyDS";
    private static final String PERSISTENCE = "/WEB-INF/classes/META-INF/persistence.xml";
    private static final String CLASSES = "/WEB-INF/lib/web-api-classes.jar";
    private static final String JOB = "/platform/background/ScheduledJobListener";

    /** The ledger's, which httpd leads to. */
    private static final String HOST = "<jboss-web><virtual-host>ledger</virtual-host></jboss-web>";

    private static final String DEADLOCK = "40P01";
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DATASOURCES_XML = """
            <datasources xmlns="urn:jboss:domain:datasources:7.0">
              <datasource jndi-name="%s" pool-name="CopyDS">
                <connection-url>jdbc:postgresql://127.0.0.1:%d/%s</connection-url>
                <driver>postgresql</driver>
                <pool><max-pool-size>4</max-pool-size></pool>
                <security><user-name>%s</user-name><password>%s</password></security>
              </datasource>
            </datasources>
            """;

    /** Each statement's plan, with what it read, goes to PostgreSQL's log. */
    private static final String[] EXPLAIN = {
        "session_preload_libraries = 'auto_explain'",
        "auto_explain.log_min_duration = 0",
        "auto_explain.log_analyze = on",
        "auto_explain.log_timing = off",
        "auto_explain.log_buffers = on",
        "auto_explain.log_format = 'json'",
        "jit = off"
    };

    /** Of the database, and of the role that it belongs to. */
    private final String name = "it_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

    /** Good for nothing but the copy's database, and gone with it. */
    private final String password = UUID.randomUUID().toString();

    /** Makes the database; whether its statements are explained is to be said now. */
    LedgerCopy(boolean isExplained) {
        try (Connection postgres = connect("postgres");
                Statement statement = postgres.createStatement()) {
            statement.execute("create role " + name + " login password '" + password + "'");
            statement.execute("create database " + name + " owner " + name);
            for (String setting : isExplained ? EXPLAIN : new String[0]) {
                statement.execute("alter role " + name + " set " + setting);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure()
                .locations("filesystem:" + Line.checkout().resolve("web-api/target/classes/db/migration"))
                .failOnMissingLocations(true)
                .dataSource(url(name), name, password)
                .load()
                .migrate();
    }

    /** What is put on the server; its API is at {@code /NAME/api/v1}. */
    WebArchive archive() {
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File("target/slipway.ear"));
        WebArchive ledger = ear.getAsType(WebArchive.class, "/web-api.war", ArchiveFormat.ZIP);
        String persistence = text(ledger, PERSISTENCE)
                .replace("java:jboss/datasources/SlipwayDS", DATASOURCE)
                .replace(
                        "<properties>",
                        "<properties><property name=\"hibernate.session_factory.statement_inspector\" value=\"%s\"/>"
                                .formatted(StatementCounter.class.getName()));
        ledger.delete(PERSISTENCE);
        ledger.delete("/WEB-INF/jboss-web.xml");
        JavaArchive classes = ledger.getAsType(JavaArchive.class, CLASSES, ArchiveFormat.ZIP);
        jobs(classes).forEach(classes::delete);
        // It names them, too.
        classes.delete("/META-INF/jandex.idx");
        ledger.delete(CLASSES);
        ledger.add(new ByteArrayAsset(classes.as(ZipExporter.class).exportAsInputStream()), CLASSES);
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .merge(ledger)
                .addAsLibrary(ear.get("/lib/slipway-cli.jar").getAsset(), "slipway-cli.jar")
                .addClass(StatementCounter.class)
                .addAsWebInfResource(new StringAsset(HOST), "jboss-web.xml")
                .addAsResource(new StringAsset(persistence), "META-INF/persistence.xml")
                .addAsWebInfResource(
                        new StringAsset(DATASOURCES_XML.formatted(
                                DATASOURCE, Line.running().port("SLIPWAY_POSTGRES_PORT"), name, name, password)),
                        "copy-ds.xml");
    }

    /**
     * What a ledger does by itself. The real one is there for that, by the same server's threads, and PostgreSQL's log has the plans of all
     * connections, one in the middle of the other where two write.
     */
    private static List<ArchivePath> jobs(JavaArchive classes) {
        return classes.getContent(Filters.include(".*\\.class")).keySet().stream()
                .filter(path ->
                        !path.get().contains(JOB) && text(classes, path.get()).contains(JOB))
                .toList();
    }

    /** What a pipeline records of a release of {@link Generator#PROBE} that it has just deployed. */
    static Map<String, String> deployment(String version, String environment) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return Map.of(
                "service",
                Generator.PROBE,
                "version",
                version,
                "environment",
                environment,
                "startedAt",
                now.minusSeconds(60).toString(),
                "finishedAt",
                now.minusSeconds(30).toString(),
                "outcome",
                "succeeded");
    }

    /**
     * What the copy answers, which is on the first worker alone. While httpd finds that one failing it asks another, which has none: what comes
     * of that is 404, and no copy counted its statements.
     */
    static Answer answered(Supplier<Answer> request) {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(
                        request::get,
                        answer -> answer.status() != NOT_FOUND
                                || !answer.header(StatementCounter.HEADER).isEmpty());
    }

    /** The path of one of its lists. */
    String path(String rest) {
        return "/" + name + "/api/v1/" + rest;
    }

    /** The database's name, as it stands in PostgreSQL's log. */
    String name() {
        return name;
    }

    /** Runs statements in its database as the superuser, whom nobody asks for plans; again, if what the copy does by itself is in the way. */
    void execute(String sql) throws SQLException {
        try (Connection database = connect(name);
                Statement statement = database.createStatement()) {
            for (int tries = TRIES; !isDone(statement, sql, tries); tries--) {
                // Again.
            }
        }
    }

    private static boolean isDone(Statement statement, String sql, int tries) throws SQLException {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (tries > 1 && DEADLOCK.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** A session of the superuser in its database. */
    Connection connect() throws SQLException {
        return connect(name);
    }

    @Override
    public void close() throws SQLException {
        try (Connection postgres = connect("postgres");
                Statement statement = postgres.createStatement()) {
            statement.execute("drop database " + name + " with (force)");
            statement.execute("drop role " + name);
        }
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + Line.running().port("SLIPWAY_POSTGRES_PORT") + "/" + database;
    }

    private static Connection connect(String database) throws SQLException {
        return Line.running().superuser(database);
    }

    private static String text(Archive<?> archive, String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream stream = archive.get(path).getAsset().openStream()) {
            stream.transferTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
