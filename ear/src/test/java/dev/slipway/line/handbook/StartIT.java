package dev.slipway.line.handbook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Exchange;
import dev.slipway.line.Line;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.api.Requests;
import dev.slipway.line.browser.Chromium;
import dev.slipway.line.browser.Visitor;
import dev.slipway.line.service.Login;
import dev.slipway.line.service.app.ToldServlet;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Types what README.md and the handbook's part Start say, word by word, but for the names of {@link #placeholders}; {@link StartCommands}
 * says what cannot be typed here. Alone, for it changes the rules of the environment that pipelines are tested in.
 */
@Isolated
@ExtendWith(Chromium.class)
class StartIT {
    /** The environment beside production that the line of the tests has workers in. */
    private static final String STAGING = "it-staging";

    private static final String PRODUCTION = "production";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Line LINE = Line.running();

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String SERVICE = SCRATCH.name();

    /** Where the reader's files are: the archive, what the sign-in leaves, and the settings of curl. */
    @TempDir
    static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        addEnvironment();
        // A reader's machine has the line's names from DNS; and curl says by its exit code that it got a page.
        Files.writeString(
                folder.resolve(".curlrc"), """
                fail
                noproxy = *
                resolve = %s:%d:127.0.0.1
                """.formatted(LINE.host("mywebapp"), LINE.port("SLIPWAY_HTTPS_PORT")));
        Path browser = Files.writeString(folder.resolve("browser"), """
                #!/bin/sh
                printf %s "$1" >"$XDG_STATE_HOME/opened.new" && mv "$XDG_STATE_HOME/opened.new" "$XDG_STATE_HOME/opened"
                """);
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    }

    /** As on the page Environments, which has a test of its own; without approvals. */
    private static void addEnvironment() {
        Caller admin = REALM.client("admin");
        assertThat(admin.post("/api/v1/environments", Map.of("name", STAGING, "title", "Test " + STAGING, "rank", 50))
                        .status())
                .isIn(201, 409);
        String policy = "/api/v1/environments/" + STAGING + "/policy";
        admin.put(
                        policy,
                        Requests.policy(0, true),
                        "If-Match",
                        admin.get(policy).header("ETag"))
                .expect(200);
    }

    @AfterAll
    static void remove() {
        typed("./slipway logout").quietly().run();
        OwnWorkers.remove(SERVICE);
    }

    /** What stands here for a word of the documents. */
    private static Map<String, String> placeholders() {
        return Map.of(
                "shop",
                SERVICE,
                "staging",
                STAGING,
                "target/shop.war",
                archive().toString(),
                ".slipway/tls/ca/rootCA.pem",
                LINE.state().resolve("tls/ca/rootCA.pem").toString(),
                "https://mywebapp.localtest.me/docs/",
                LINE.ledger() + "/docs/");
    }

    private static Path archive() {
        return folder.resolve(SERVICE + ".war");
    }

    /** A command as a reader types it, who has not signed in before and whose browser is the test. */
    private static Command typed(String command) {
        Map<String, String> placeholders = placeholders();
        String line = Stream.of(command.split(" "))
                .map(word -> placeholders.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
        return Command.bash(line)
                .with("XDG_STATE_HOME", folder.toString())
                .with("CURL_HOME", folder.toString())
                .with("BROWSER", folder.resolve("browser").toString())
                // By SSH, there would be no browser.
                .with("SSH_CONNECTION", "")
                .with("SSH_TTY", "");
    }

    private static Command.Result run(String command) {
        return typed(command).run().expectSuccess();
    }

    @Test
    void deploysAWarInFiveMinutes(Visitor visitor) throws IOException {
        Deque<String> page = new ArrayDeque<>(StartCommands.toRun(StartCommands.DEPLOY));
        signIn(next(page, "login"), visitor);
        run(next(page, "services add"));

        String deploy = next(page, "deploy");
        build("the earlier one");
        // There must be a release to go back to.
        run(deploy.replaceFirst("--version \\S+", "--version 0.1")
                .replaceFirst("--environment \\S+", "--environment " + PRODUCTION));
        build("the next one");
        run(deploy);
        assertThat(shown(SERVICE + "-" + STAGING, "/")).isEqualTo("the next one");
        assertThat(shown(SERVICE, "/")).isEqualTo("the earlier one");

        run(next(page, "promote"));
        assertThat(shown(SERVICE, "/")).isEqualTo("the next one");
        run(next(page, "config set"));
        assertThat(shown(SERVICE, "/told?name=GREETING")).isEqualTo("hello|hello");
        assertThat(run(next(page, "status")).output())
                .anyMatch(line -> line.contains(STAGING) && line.contains("by admin "))
                .anyMatch(line -> line.contains(PRODUCTION) && line.contains("by admin "));
        run(next(page, "rollback"));
        assertThat(shown(SERVICE, "/")).isEqualTo("the earlier one");
        assertThat(page).as("commands that nothing runs").isEmpty();
    }

    /** The page's next command, which must be this verb's, whatever its options. */
    private static String next(Deque<String> page, String verb) {
        String command = page.isEmpty() ? "" : page.remove();
        assertThat(command + " ").startsWith("./slipway " + verb + " ");
        return command;
    }

    /** As admin, in the browser that the command opens. */
    private static void signIn(String command, Visitor visitor) throws IOException {
        Path opened = folder.resolve("opened");
        CompletableFuture<Command.Result> login =
                CompletableFuture.supplyAsync(() -> typed(command).run());
        await().until(() -> Files.exists(opened) || login.isDone());
        assertThat(opened).as("what the browser was to open").exists();
        Page page = visitor.page();
        page.navigate(Files.readString(opened));
        visitor.signIn(page, new Realm.Person("", "admin", LINE.secret("admin-password")));
        assertThat(page.getByText("You are signed in.")).isVisible();
        assertThat(Caller.join(login).expectSuccess().output())
                .anyMatch(line -> line.contains("Signed in to " + LINE.ledger()));
    }

    /** The reader's archive, which needs a login for a part of it. */
    private static void build(String words) throws IOException {
        Files.write(
                archive(), Wars.bytes(Wars.application(words, ToldServlet.class).setWebXML(Login.webXml())));
    }

    /** What a host of the line shows. */
    private static String shown(String host, String path) {
        HttpRequest request = HttpRequest.newBuilder(LINE.url(host).resolve(path))
                .timeout(PATIENCE)
                .build();
        return Caller.join(Exchange.send(LINE.http(), request, BodyHandlers.ofString()))
                .body();
    }

    @Test
    void asksTheLedgerByCurl() {
        List<String> commands = StartCommands.toRun(StartCommands.LINE);
        assertThat(commands).singleElement().asString().startsWith("curl ");
        assertThat(run(commands.get(0)).output()).anyMatch(line -> line.contains("<title>"));
    }
}
