package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.slipway.line.Caller;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** WildFly's own console, behind the same sign-on. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class AdminConsoleIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Line LINE = Line.running();
    /** The ledger promises five seconds; the rest is for what else the machine does. */
    private static final double PROMPTLY_MILLISECONDS = 60_000;

    private final String service = SCRATCH.name();
    private final String archive = service + ".war";

    @AfterEach
    void removeTheArchive() {
        Management.remove(archive);
    }

    @Test
    void deploysWhatAnAdminUploadsAndTheLedgerShowsIt(Visitor visitor) throws IOException {
        Realm.Person admin = REALM.person("admin", "viewer");
        Page ledger = visitor.page();
        ledger.navigate(LINE.ledger() + "/?service=" + service);
        visitor.signIn(ledger, admin);
        assertThat(ledger.locator("#feed")).hasText("Live");
        ledger.evaluate("window.isSamePage = true");
        Page page = visitor.page();
        page.navigate(LINE.admin() + "/");
        visitor.signIn(page, admin);
        page.locator("#tlc-deployments").click();
        visitor.pictures(page, "console");

        byte[] bytes = Wars.bytes(Wars.page("It runs."));
        Locator wizard = Console.upload(page, archive, bytes);
        Locator entries = ledger.locator("#deployments .entry");
        awaitPromptly(entries, 1);
        JsonNode deployed = newest("deploy", admin);
        assertThat(deployed.path("artifactDigest").asText()).isEqualTo(Digest.of(bytes));
        assertThat(deployed.path("archive").asText()).isEqualTo(archive);
        assertThat(entries.first()).containsText(admin.name());
        assertThat(entries.first()).containsText("console");

        Console.press(wizard, "Close");
        Locator item = page.locator("#dply-" + archive.replace(".", ""));
        assertThat(item).isVisible();
        assertThat(onTheWorker("/" + service + "/")).isEqualTo("It runs.");

        item.click();
        item.locator(".dropdown-toggle").click();
        item.getByText("Disable").click();
        awaitPromptly(entries, 2);
        newest("undeploy", admin);
        assertThat(ledger.evaluate("window.isSamePage")).isEqualTo(true);
    }

    /** By a name that is neither the ledger's nor the handbook's: what has no host name yet is found by any other. */
    private static String onTheWorker(String path) throws IOException {
        URL address = new URL("http://127.1:" + LINE.port("SLIPWAY_WILDFLY_PORT") + path);
        try (InputStream page = address.openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void leadsToTheSecondWorkerToo(Visitor visitor) {
        assumeTrue(Integer.parseInt(LINE.setting("SLIPWAY_WORKERS")) > 1, "there is no second worker");
        Realm.Person admin = REALM.person("admin");
        Page page = visitor.page();
        page.navigate(LINE.url("admin-2") + "/");
        visitor.signIn(page, admin);
        assertThat(page.locator("#header-username")).containsText(admin.name());
        page.locator("#tlc-runtime").click();
        assertThat(page.getByText("worker-2")
                        .filter(new Locator.FilterOptions().setVisible(true))
                        .first())
                .isVisible();
    }

    @Test
    void signsOutAtKeycloakToo(Visitor visitor) {
        Realm.Person admin = REALM.person("admin");
        Page page = visitor.page();
        page.navigate(LINE.admin() + "/");
        visitor.signIn(page, admin);
        assertThat(page.locator("#header-username")).containsText(admin.name());
        assertThat(REALM.admin().sessions(admin)).isEqualTo(1);

        page.locator("#header-username").click();
        page.locator("#logout-link").click();

        assertThat(page.locator("#password")).isVisible();
        assertThat(REALM.admin().sessions(admin)).isZero();
    }

    @Test
    void letsNobodyInWithoutARole(Visitor visitor) {
        Realm.Person nobody = REALM.person();
        Page page = visitor.page();
        page.navigate(LINE.admin() + "/");
        visitor.signIn(page, nobody);
        assertThat(page.getByText("Forbidden")).isVisible();
    }

    /** From when the console has said it is done, or was told to do it, until it is on the page. */
    private static void awaitPromptly(Locator entries, int count) {
        assertThat(entries).hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(PROMPTLY_MILLISECONDS));
    }

    private JsonNode newest(String operation, Realm.Person actor) {
        JsonNode deployment = Caller.pipeline()
                .get("/api/v1/deployments?limit=1&service=" + service)
                .expect(200)
                .path("items")
                .path(0);
        assertThat(List.of(
                        deployment.path("operation").asText(),
                        deployment.path("channel").asText(),
                        deployment.path("actor").asText(),
                        deployment.path("outcome").asText()))
                .containsExactly(operation, "console", actor.name(), "succeeded");
        Duration delay =
                Duration.between(Instant.parse(deployment.path("finishedAt").asText()), Instant.now());
        System.out.println("on the page by console, " + operation + ": after " + delay.toMillis() + " ms at most");
        return deployment;
    }
}
