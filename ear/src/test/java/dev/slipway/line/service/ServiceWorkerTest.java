package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.line.Beside;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker with all that a definition can ask for, and an archive that has never heard of it. */
@Beside
class ServiceWorkerTest {
    private static final String GROUP = """
            {"group":"shop-production","service":"shop","environment":"production","title":"Web shop","version":3,"host":"shop",
             "isRemoved":false,"isDataDropped":false,"workers":1,"memory":"256m","metaspace":"256m","contextRoot":"/","probe":"/",
             "database":{"jndi":["java:jboss/datasources/ShopDS"]},"login":{"roles":["customer"]},
             "mail":{"from":"shop@example.org","jndi":["java:/mail/Shop"]},
             "messaging":{"queues":["orders","java:/queue/Returns"],"topics":["prices"]}}""";

    /** Says what it finds under each name, and which headers it was sent. It takes Java 17 to compile it. */
    private static final String PAGE = """
            <%@ page contentType="text/plain" import="java.util.*,javax.naming.*" %><%!
            static String user(javax.sql.DataSource source) throws java.sql.SQLException {
                try (var connection = source.getConnection()) {
                    return connection.getClientInfo("ApplicationName");
                }
            }
            %><%
            for (String name : request.getParameterValues("name")) {
                String found;
                try {
                    Object bound = new InitialContext().lookup(name);
                    found = bound instanceof javax.sql.DataSource source ? user(source) : bound.getClass().getSimpleName();
                } catch (NamingException | java.sql.SQLException e) {
                    found = e.toString();
                }
                out.println(name + " " + found);
            }
            out.println(Collections.list(request.getHeaderNames()));
            %>""";

    private static final List<String> DATA_SOURCES = List.of(
            "java:comp/DefaultDataSource",
            "java:jboss/datasources/shop",
            "java:jboss/datasources/ShopDS",
            "java:jboss/datasources/ExampleDS");
    private static final Map<String, String> OTHERS = Map.of(
            "java:jboss/mail/Default", "Session",
            "java:/mail/Shop", "Session",
            "java:/jms/queue/orders", "ActiveMQQueue",
            "java:/queue/Returns", "ActiveMQQueue",
            "java:/jms/topic/prices", "ActiveMQTopic",
            "java:comp/DefaultJMSConnectionFactory", "ActiveMQRAConnectionFactoryImpl");

    @TempDir
    static Path folder;

    private static ServiceWorker worker;
    private static List<String> boot;
    private static Path kept;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        worker = new ServiceWorker(folder, GROUP);
        kept = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("kept"), "");
        Files.writeString(worker.base().resolve("tmp/left"), "half of an upload");
        Files.createSymbolicLink(worker.base().resolve("tmp/link"), kept.getParent());
        worker.start();
        boot = worker.said();
        assertThat(Door.deploy(worker, "shop.war", archive("index.jsp", PAGE))).isEqualTo("success");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        worker.close();
    }

    @Test
    void startsWithoutAWarning() {
        assertThat(boot).noneMatch(line -> line.matches("\\S+ (WARN|ERROR|FATAL) .*"));
    }

    @Test
    void beginsWithoutTheTemporaryFilesOfTheProcessBefore() {
        assertThat(worker.base().resolve("tmp"))
                .isDirectoryNotContaining("glob:**left")
                .isDirectoryNotContaining("glob:**link");
        assertThat(kept).exists();
    }

    @Test
    void bindsEveryName() throws IOException {
        String page = Door.text(Door.page(worker, everyName(), ServiceWorker.FRONT));

        assertThat(page.lines())
                .containsAll(DATA_SOURCES.stream()
                        .map(name -> name + " " + ServiceWorker.NAME)
                        .toList());
        OTHERS.forEach((name, type) -> assertThat(page.lines()).contains(name + " " + type));
    }

    /** The options that the line's owner gives to every JVM ask for more. */
    @Test
    void hasTheMemoryOfItsDefinition() {
        assertThat(Door.largestHeap(worker)).isBetween(200L << 20, 256L << 20);
    }

    /** Flyway, for one, begins only where it finds nothing. */
    @Test
    void leavesTheDatabaseEmpty() throws SQLException {
        assertThat(worker.query("select string_agg(distinct schemaname, ',') from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')"))
                .isEqualTo("wildfly");
    }

    @Test
    void answersHttpdAlone() throws IOException {
        assertThat(Door.page(worker, everyName(), null).getResponseCode()).isEqualTo(403);
        assertThat(Door.page(worker, everyName(), "something else").getResponseCode())
                .isEqualTo(403);
        assertThat(Door.page(worker, "/nowhere", null).getResponseCode()).isEqualTo(403);
        assertThat(Door.page(worker, "/nowhere", ServiceWorker.FRONT).getResponseCode())
                .isEqualTo(404);
    }

    /** As before it stops: to httpd that is a worker which comes back, and no page that is missing. */
    @Test
    void isUnavailableWhileItIsSuspended() throws IOException {
        HttpURLConnection check = Door.page(worker, everyName(), null);
        check.setRequestMethod("HEAD");
        assertThat(check.getResponseCode()).isEqualTo(200);
        assertThat(Door.manage(worker, "suspend")).isEqualTo("success");
        try {
            assertThat(Door.page(worker, everyName(), ServiceWorker.FRONT).getResponseCode())
                    .isEqualTo(503);
        } finally {
            assertThat(Door.manage(worker, "resume")).isEqualTo("success");
        }
    }

    /** It is read into memory as a whole, and a worker that is out of it ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsNoFormOfMoreThanTenMegabytes(boolean saysLength) throws IOException {
        String form = "application/x-www-form-urlencoded; charset=UTF-8";
        assertThat(Door.form(worker, everyName(), form, 10 << 20, saysLength)).isEqualTo(200);
        assertThat(Door.form(worker, everyName(), form, (10 << 20) + 1, saysLength))
                .isNotEqualTo(200);
        assertThat(Door.form(worker, everyName(), "application/octet-stream", 20 << 20, saysLength))
                .isEqualTo(200);
    }

    @Test
    void tellsTheArchiveNothingOfWhatHttpdKnows() throws IOException {
        assertThat(Door.text(Door.page(worker, everyName(), ServiceWorker.FRONT)))
                .containsIgnoringCase("[")
                .doesNotContainIgnoringCase("Slipway-Front");
    }

    /** JGroups waits two seconds for other members, at each deployment. */
    @Test
    void waitsForNoOtherWorkerWhereItIsTheOnlyOne() throws IOException {
        String descriptor =
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"><distributable/></web-app>";
        assertThat(Door.deploy(worker, "distributable.war", archive("WEB-INF/web.xml", descriptor)))
                .isEqualTo("success");
        assertThat(worker.said())
                .filteredOn(line -> line.contains("no members discovered after"))
                .isNotEmpty()
                .noneMatch(line -> line.matches(".*after ([2-9]|[1-9][0-9]+)[0-9.]*s.*"));
    }

    @Test
    void keepsItsRecordWhereTheLedgerReadsIt() throws IOException {
        for (String file :
                List.of("data/audit-log.log", "log/deployments.log", "configuration/standalone.xml", "data/content")) {
            PosixFileAttributes attributes =
                    Files.readAttributes(worker.base().resolve(file), PosixFileAttributes.class);
            assertThat(attributes.permissions())
                    .as(file)
                    .contains(PosixFilePermission.GROUP_READ)
                    .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ);
        }
        assertThat(Files.readString(worker.base().resolve("data/audit-log.log")))
                .contains("\"user\" : \"agent\"", "shop.war");
        assertThat(Files.getPosixFilePermissions(worker.base().resolve("configuration/mgmt-users.properties")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void keepsTheLedgersGroupOnWhatItWrites() throws IOException {
        assumeTrue(ServiceWorker.isRoot(), "without root there is one user");
        for (String file : List.of("data/audit-log.log", "log/deployments.log", "configuration/standalone.xml")) {
            assertThat(Files.readAttributes(worker.base().resolve(file), PosixFileAttributes.class)
                            .group()
                            .getName())
                    .as(file)
                    .isEqualTo("slipway-app");
        }
    }

    /** What is deployed outlives a new configuration that comes while it runs, and a new start. */
    @Test
    @Tag("long")
    void keepsWhatIsDeployed() throws IOException, InterruptedException {
        worker.configure();
        worker.stop();
        worker.start();

        assertThat(Door.page(worker, everyName(), ServiceWorker.FRONT).getResponseCode())
                .isEqualTo(200);
        assertThat(worker.base().resolve("configuration/configured.xml")).doesNotExist();
    }

    private static String everyName() {
        return Stream.concat(DATA_SOURCES.stream(), OTHERS.keySet().stream())
                .map(name -> "name=" + name)
                .collect(Collectors.joining("&", "/?", ""));
    }

    private static byte[] archive(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.putNextEntry(new ZipEntry(name));
            archive.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
