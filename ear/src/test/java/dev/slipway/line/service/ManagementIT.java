package dev.slipway.line.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.NativeManagement;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Wars;
import dev.slipway.line.browser.Chromium;
import dev.slipway.line.browser.Console;
import dev.slipway.line.browser.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Whoever may deploy a service manages its workers, in their own name and by every direct door; nobody else does. Late, when the
 * neighbours are there already, and alone, for archives are put on a worker of theirs, which is restarted.
 */
@Order(Order.DEFAULT + 1)
@ResourceLock(Neighbours.LOCK)
@ResourceLock(Line.RELOADS)
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
@ExtendWith({Reloads.class, Chromium.class, Neighbours.Resolver.class})
class ManagementIT {
    private static final Line LINE = Line.running();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ELYTRON = Pattern.compile("<version.elytron>([^<]+)</version.elytron>");
    private static final String WHO = "{\"operation\":\"whoami\",\"verbose\":true}";

    @AutoClose
    static final Realm REALM = new Realm();

    private static Team shop;
    private static Team other;
    private static String deployer;

    @TempDir
    Path folder;

    @BeforeAll
    static void meet(Neighbours neighbours) {
        shop = neighbours.victim();
        other = neighbours.hostile();
        deployer = REALM.serviceRole(shop.service());
    }

    @Test
    void letsADeployerOfTheServiceIntoItsConsoleAndNoOthers(Visitor visitor) {
        Realm.Person person = REALM.person(deployer, "viewer");
        Page page = console(visitor, person);
        String archive = shop.service() + "-extra.war";
        Console.upload(page, archive, Wars.bytes(Wars.page("extra")));
        JsonNode entry = recorded(archive);
        assertThat(facts(entry)).containsExactly("deploy", "console", person.name(), "succeeded");
        assertThat(entry.path("artifactDigest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(shop.get("/" + shop.service() + "-extra/").body()).isEqualTo("extra");

        page.navigate(LINE.ledger() + "/services/");
        assertThat(page.getByText(other.worker()).first()).isVisible();
        assertThat(page.getByLabel("Console of " + other.worker())).hasCount(0);
        page.navigate(other.console() + "/");
        assertThat(page.getByText("Forbidden")).isVisible();
    }

    @Test
    @Tag("long")
    void startsAgainWithWhatTheConsolePutThere(Visitor visitor) throws IOException {
        String archive = shop.service() + "-kept.war";
        Page page = console(visitor, REALM.person(deployer, "viewer"));
        Console.upload(page, archive, Wars.bytes(Wars.page("kept")));
        assertThat(facts(recorded(archive))).contains("succeeded");
        restart();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> shop.get("/" + shop.service() + "-kept/").body().equals("kept"));
    }

    /** The worker's console with its archives, in which this person is signed in. */
    private static Page console(Visitor visitor, Realm.Person person) {
        Page page = visitor.page();
        page.navigate(LINE.ledger() + "/services/");
        visitor.signIn(page, person);
        page.getByLabel("Console of " + shop.worker()).click();
        assertThat(page.locator("#header-username")).containsText(person.name());
        page.locator("#tlc-deployments").click();
        return page;
    }

    /** As an administrator may: what is shut down is started again. */
    private static void restart() throws IOException {
        Path pid = LINE.state().resolve("run/" + shop.worker() + ".pid");
        String before = Files.readString(pid);
        Caller admin = shop.management(REALM.person("admin"), "console");
        assertThat(manage(shop, admin, "{\"operation\":\"shutdown\"}")
                        .path("outcome")
                        .asText())
                .isEqualTo("success");
        await().atMost(PATIENCE).until(() -> !Files.readString(pid).equals(before));
    }

    /** By the very files of the handbook, in a folder such as people have. */
    @Test
    void deploysByMavenInAPersonsName() throws IOException {
        Realm.Person person = REALM.person("deployer");
        Path project = Files.createDirectory(folder.resolve("my shop"));
        String archive = shop.service() + "-maven.war";
        Files.write(project.resolve(archive), Wars.bytes(Wars.page("by Maven")));
        Files.writeString(project.resolve("slipway-management.xml"), example("slipway-management.xml"));
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <profiles>
                %s
                  </profiles>
                </project>
                """.formatted(example("slipway-profile.xml")
                // It has two workers in the handbook, and one here.
                .replaceAll("shop-production-2\\.", "shop-production-1.")
                .replaceAll("admin-shop-production-1\\.example\\.org", LINE.host("admin-" + shop.worker()))
                .replace("<port>443</port>", "<port>" + LINE.setting("SLIPWAY_HTTPS_PORT") + "</port>")
                .replace("<name>shop.war</name>", "<name>" + archive + "</name>")
                .replace("{version-elytron}", elytron())));
        Command.maven(
                        Caller.anonymous(),
                        "-q",
                        "-o",
                        "-f",
                        project.resolve("pom.xml").toString(),
                        "package",
                        "-Pslipway",
                        // There is no build here.
                        "-Dwildfly.checkPackaging=false",
                        "-Dwildfly.deployment.targetDir=" + project,
                        "-Dwildfly.deployment.filename=" + archive)
                .with("SLIPWAY_MANAGEMENT_TOKEN", shop.management(person, "cli").token())
                .adding(
                        "MAVEN_OPTS",
                        "-Djdk.net.hosts.file=" + LINE.state().resolve("hosts") + " -Djavax.net.ssl.trustStore="
                                + LINE.state().resolve("tls/truststore"))
                .run()
                .expectSuccess();
        assertThat(facts(recorded(archive)).subList(1, 4)).containsExactly("maven", person.name(), "succeeded");
        assertThat(shop.get("/" + shop.service() + "-maven/").body()).isEqualTo("by Maven");
    }

    @Test
    void knowsWhoMayDoWhat() throws IOException {
        assertThat(roles(shop, "cli", "deployer")).containsExactly("Deployer");
        assertThat(roles(shop, "cli", deployer)).containsExactly("Deployer");
        assertThat(roles(shop, "console", "admin")).containsExactlyInAnyOrder("Administrator", "Deployer");
        // A code of the device grant may be asked for by somebody else.
        assertThat(roles(shop, "cli", "admin")).containsExactly("Deployer");
        assertThat(roles(other, "cli", deployer)).isEmpty();
        assertThat(roles(shop, "cli", "viewer", "approver")).isEmpty();
    }

    /** The command line's token for the ledger is good there alone, and so is its operators'. */
    @Test
    void takesNoTokenThatIsMeantForTheLedger() {
        for (Caller caller :
                List.of(Caller.person(REALM.person("deployer")), REALM.operator("admin"), Caller.pipeline())) {
            assertThat(NativeManagement.token(caller.token()).at(port(shop)).execute(WHO))
                    .isEmpty();
            assertThat(Caller.join(LINE.http()
                                    .sendAsync(
                                            HttpRequest.newBuilder(
                                                            shop.console().resolve("/management"))
                                                    .header("Authorization", "Bearer " + caller.token())
                                                    .timeout(PATIENCE)
                                                    .build(),
                                            BodyHandlers.discarding()))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void showsNobodyHowTheWorkerIs() {
        for (String path : List.of("/health", "/health/ready", "/metrics", "/prometheus", "//prometheus")) {
            assertThat(Caller.join(LINE.http()
                                    .sendAsync(
                                            HttpRequest.newBuilder(URI.create(shop.console() + path))
                                                    .timeout(PATIENCE)
                                                    .build(),
                                            BodyHandlers.discarding()))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    private static List<String> roles(Team team, String kind, String... roles) throws IOException {
        Caller caller = team.management(REALM.person(roles), kind);
        return texts(
                kind.equals("cli")
                        ? NativeManagement.token(caller.token())
                                .at(port(team))
                                .execute(WHO)
                                .orElseThrow()
                        : manage(team, caller, WHO));
    }

    /** Over HTTP, as the console does it. */
    private static JsonNode manage(Team team, Caller caller, String operation) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(team.console().resolve("/management"))
                .header("Authorization", "Bearer " + caller.token())
                .header("Content-Type", "application/json")
                .header("X-Management-Client-Name", "slipway-tests")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(operation))
                .build();
        return new ObjectMapper()
                .readTree(Caller.join(LINE.http().sendAsync(request, BodyHandlers.ofString()))
                        .body());
    }

    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.at("/result/mapped-roles").forEach(role -> texts.add(role.asText()));
        return texts;
    }

    private static int port(Team team) {
        return team.group().path("workers").path(0).path("managementPort").asInt();
    }

    /** What the ledger has of the newest operation on an archive of the service. */
    private static JsonNode recorded(String archive) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            for (JsonNode entry : Caller.pipeline()
                                    .get("/api/v1/deployments?limit=5&service=" + shop.service())
                                    .expect(200)
                                    .path("items")) {
                                if (entry.path("archive").asText().equals(archive)
                                        && entry.hasNonNull("artifactDigest")) {
                                    return entry;
                                }
                            }
                            return null;
                        },
                        entry -> entry != null);
    }

    private static List<String> facts(JsonNode entry) {
        return List.of(
                entry.path("operation").asText(),
                entry.path("channel").asText(),
                entry.path("actor").asText(),
                entry.path("outcome").asText());
    }

    private static String example(String name) {
        return read(Line.checkout().resolve("web-static/src/docs/examples").resolve(name));
    }

    private static String elytron() {
        Matcher version = ELYTRON.matcher(read(Line.checkout().resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
