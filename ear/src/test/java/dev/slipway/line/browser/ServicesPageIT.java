package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page of the services shows what is wanted and what the agent makes of it, as it happens. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class ServicesPageIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private final Caller admin = REALM.client("admin");
    private final Caller agent = REALM.client("agent", "viewer");
    private final String service = SCRATCH.name();
    private final String environment = SCRATCH.name();

    @Test
    void showsWhatBecomesOfADefinition(Visitor visitor) {
        define("workers: 2, memory: 384m");
        String plain = SCRATCH.service(admin);

        Page page = visitor.open(Line.running().ledger() + "/services/", REALM.person("admin"));
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        assertThat(shown).containsText("Waiting for the agent");
        assertThat(shown).containsText("0 of 2 workers");
        assertThat(shown).containsText("384m each");
        assertThat(shown.locator(".marks > *")).hasText(new String[] {"database", "login", "messaging", "mail"});
        assertThat(shown.locator("td a")).hasAttribute("href", Line.running().url(service + "-" + environment) + "/");
        assertThat(page.locator("section.service").filter(new Locator.FilterOptions().setHasText(plain)))
                .containsText("It has no definition");
        assertThat(page.locator("#feed")).hasText("Live");
        page.evaluate("window.isSamePage = true");

        report("making", "Makes the database");
        assertThat(shown).containsText("Creating");
        assertThat(shown).containsText("Makes the database");
        assertThat(shown.getByLabel("Console of " + worker()))
                .hasAttribute("href", Line.running().url("admin-" + worker()) + "/");
        Locator definition = shown.locator("details").filter(new Locator.FilterOptions().setHasText("Definition of"));
        definition.locator("summary").click();
        assertThat(definition.locator("pre")).containsText("workers: 2, memory: 384m");
        assertThat(definition.locator("ol")).containsText("Version 1");
        apply("workers: 1, memory: 512m");
        assertThat(definition.locator("pre")).containsText("workers: 1, memory: 512m");
        assertThat(definition.locator("ol")).containsText("memory: 384m → 512m");
        assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);

        visitor.pictures(page, "services");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void configuresAndShowsWhatCameOfIt(Visitor visitor) {
        SHOP.define();
        String path = "/api/v1/services/" + SHOP.service() + "/environments/" + SHOP.environment() + "/configuration";
        SHOP.caller()
                .patch(path, Map.of("set", Map.of("FEATURE_X", "off", "OLD", "1")))
                .expect(200);
        TestAgent worker = new TestAgent(REALM, SHOP.service(), SHOP.environment());
        SHOP.request(SHOP.archived("1.0.0"), Map.of());
        worker.claim();
        worker.succeed();
        Page page = visitor.open(Line.running().ledger() + "/services/", REALM.person("viewer", "deployer"));
        page.locator("#configuration-" + SHOP.service()).click();
        Locator shown = page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions()
                        .setName("%s version 1, 2 variables".formatted(SHOP.environment()))
                        .setExact(true));
        assertThat(shown.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("FEATURE_X")))
                .containsText("off");
        shown.getByText("Last changes").click();
        assertThat(shown.locator("ol")).containsText("FEATURE_X: none → off");
        visitor.pictures(page, "services-configuration");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();

        shown.getByRole(AriaRole.BUTTON).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill("JAVA_OPTS");
        dialog.getByLabel("Value").fill("on");
        dialog.getByLabel("Reason").fill("The new prices.");
        Locator set = dialog.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set").setExact(true));
        set.click();
        assertThat(dialog.getByLabel("Name")).hasAttribute("aria-invalid", "true");
        assertThat(dialog.locator(".error:has-text('is reserved for the server')"))
                .isVisible();
        visitor.pictures(page, "configure-dialog");
        assertThat(visitor.barriers(page)).isEmpty();
        dialog.getByLabel("Name").fill("FEATURE_X");
        set.click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("Configure " + SHOP.service() + ": version 2");
        assertThat(page.locator("#configuration")).containsText("FEATURE_X: off → on");
        assertThat(page.locator("#top")).containsText("The new prices.");
        assertThat(page.locator("#feed")).hasText("Live");
        worker.claim();
        assertThat(page.locator("#now")).containsText("The agent is applying configuration 2");
        visitor.pictures(page, "request-configure");
        assertThat(visitor.barriers(page)).isEmpty();
        worker.succeed();
        assertThat(page.locator("#now")).containsText("1.0.0 runs with configuration 2");

        page.locator("#now").getByRole(AriaRole.LINK).click();
        Locator changes = page.locator("#changes");
        assertThat(changes).containsText("The very same archive ran before.");
        assertThat(changes).containsText("From version 1 to version 2");
        assertThat(changes.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("FEATURE_X")))
                .hasText("FEATURE_Xoffon");
        assertThat(page.locator("#facts")).containsText("Another configuration");
        visitor.pictures(page, "deployment-configure");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
        page.navigate(Line.running().ledger() + "/");
        assertThat(page.locator("#live .row").filter(new Locator.FilterOptions().setHasText(SHOP.service())))
                .containsText("configuration 2");

        SHOP.caller()
                .patch(path, Map.of("set", Map.of("FEATURE_X", "asked for")))
                .expect(200);
        page.navigate(Line.running().ledger() + "/services/");
        page.locator("#configuration-" + SHOP.service()).click();
        page.locator("#configure-" + SHOP.service() + "-in-" + SHOP.environment())
                .click();
        dialog.getByLabel("Name").fill("FEATURE_X");
        assertThat(dialog.getByLabel("Value")).hasValue("asked for");
    }

    @Test
    void setsAVariableAsItIsOnTopOfWhatAnotherHasSet(Visitor visitor) {
        try (Shop shop = new Shop(REALM.client("admin"))) {
            shop.define();
            String path =
                    "/api/v1/services/" + shop.service() + "/environments/" + shop.environment() + "/configuration";
            shop.caller().patch(path, Map.of("set", Map.of("FEATURE_X", "off"))).expect(200);
            Page page = visitor.open(Line.running().ledger() + "/services/", REALM.person("viewer", "deployer"));
            page.locator("#configuration-" + shop.service()).click();
            page.locator("#configure-" + shop.service() + "-in-" + shop.environment())
                    .click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            Locator value = dialog.getByLabel("Value");
            dialog.getByLabel("Name").fill("FEATURE_X");
            assertThat(value).hasValue("off");
            value.fill("");
            dialog.getByLabel("Name").press("Enter");
            assertThat(value).hasAttribute("aria-invalid", "true");
            value.fill("on\n");
            Locator set = dialog.getByRole(
                    AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName("Set").setExact(true));
            shop.caller().patch(path, Map.of("set", Map.of("OTHER", "1"))).expect(200);
            set.click();
            assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("OTHER: none → 1");
            set.click();
            assertThat(dialog).hasCount(0);
            assertThat(shop.caller()
                            .get(path)
                            .expect(200)
                            .at("/entries/0/value")
                            .asText())
                    .isEqualTo("on\n");
        }
    }

    /** The agent tells what it heard from the workers four times a minute. */
    @Test
    void leavesWhatIsUnfoldedAloneWhenFiguresCome(Visitor visitor) {
        runWorker();
        AtomicInteger reads = new AtomicInteger();
        Page page = visitor.page();
        page.route(Pattern.compile("/workers/[^/]+/log\\?"), route -> {
            reads.incrementAndGet();
            route.fulfill(json(Map.of("worker", worker(), "lines", List.of("Listening"))));
        });
        visitor.enter(page, REALM.person("admin"));
        page.navigate(Line.running().ledger() + "/services/");
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        shown.getByText("Definition of").click();
        shown.getByText("Log of").click();
        Locator log = shown.locator(".log pre");
        assertThat(log).hasText("Listening");
        Locator file = shown.locator(".definition pre");
        assertThat(file).containsText("workers: 1");
        file.evaluate("node => { window.file = node; }");
        log.focus();
        assertThat(page.locator("#feed")).hasText("Live");

        tellFigures(41);
        assertThat(shown).containsText("41 threads");
        assertThat(log).isFocused();
        assertThat(page.evaluate("window.file.isConnected")).isEqualTo(true);
        assertThat(reads).hasValue(1);

        Locator again = shown.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Refresh"));
        page.waitForResponse(Pattern.compile("/log\\?"), () -> again.press("Enter"));
        tellFigures(43);
        assertThat(shown).containsText("43 threads");
        assertThat(again).isFocused();
    }

    @Test
    void saysBesideTheButtonWhyThereIsNoNewerLog(Visitor visitor) {
        runWorker();
        Page page = visitor.page();
        Pattern logs = Pattern.compile("/workers/[^/]+/log\\?");
        page.route(logs, route -> route.fulfill(json(Map.of("worker", worker(), "lines", List.of("Listening")))));
        visitor.enter(page, REALM.person("admin"));
        page.navigate(Line.running().ledger() + "/services/");
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        shown.getByText("Log of").click();
        Locator log = shown.locator(".log");
        assertThat(log.locator("pre")).hasText("Listening");
        assertThat(page.locator("#feed")).hasText("Live");

        Pattern refused = Pattern.compile("/workers/[^/]+/log\\?lines=");
        page.route(refused, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        log.getByText("Refresh").click();
        assertThat(log.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(log.locator("pre")).hasText("Listening");
        assertThat(page.locator("#feed")).hasText("Live");
        assertThat(visitor.barriers(page)).isEmpty();

        page.unroute(refused);
        log.getByText("Refresh").click();
        assertThat(log.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(log.locator("pre")).hasText("Listening");
    }

    @Test
    void saysThatNobodyHasAskedAWorkerForLong(Visitor visitor) {
        runWorker();
        tellFigures(41);
        Page page = visitor.page();
        page.clock().install();
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(Line.running().ledger() + "/services/");
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        assertThat(shown).containsText("41 threads");
        assertThat(shown).not().containsText("Not polled");

        Database.update("update worker_figures set at = at - interval '5 min' where worker = ?", worker());
        page.clock().fastForward("05:00");

        assertThat(shown).containsText("Not polled for two minutes");
        assertThat(shown).containsText("last seen");
        assertThat(shown).not().containsText("41 threads");
        assertThat(visitor.excess(page)).isZero();
    }

    @Test
    void doesNotTakeItsOwnSilenceForThatOfAWorker(Visitor visitor) {
        runWorker();
        tellFigures(41);
        Page page = visitor.page();
        page.clock().install();
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(Line.running().ledger() + "/services/");
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        assertThat(shown).containsText("41 threads");
        assertThat(page.locator("#feed")).hasText("Live");

        page.clock().setSystemTime(Instant.now().plusSeconds(600).toEpochMilli());
        tellFigures(43);
        assertThat(shown).containsText("43 threads");

        AtomicInteger refused = new AtomicInteger();
        page.route(Pattern.compile("/worker-figures\\?"), route -> {
            refused.incrementAndGet();
            route.fulfill(new Route.FulfillOptions().setStatus(503));
        });
        page.clock().fastForward("05:00");
        // What is read is asked for once more by itself.
        page.waitForCondition(() -> refused.get() >= 2);
        assertThat(page.locator("#feed")).hasText("Reconnecting");
        // Once this is answered, the page has dealt with what was answered before.
        page.evaluate("() => fetch('/api/v1/me').then(answer => answer.text())");
        assertThat(shown).containsText("43 threads");
        assertThat(shown).not().containsText("Not polled");
    }

    @Test
    void saysWhatBecomesOfARestart(Visitor visitor) {
        runWorker();
        Page page = visitor.open(Line.running().ledger() + "/services/", REALM.person("viewer", "deployer"));
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        assertThat(page.locator("#feed")).hasText("Live");
        restart(page);
        assertThat(shown).containsText("A restart of the workers is requested");
        assertThat(visitor.barriers(page)).isEmpty();

        restart(page);
        assertThat(shown.locator(".operations").getByRole(AriaRole.ALERT)).isVisible();
    }

    @Test
    @Tag("long")
    void restartsNothingInTheNameOfWhoSignedInSince(Visitor visitor) {
        runWorker();
        Page page = visitor.open(Line.running().ledger() + "/services/", REALM.person("viewer", "deployer"));
        Locator shown = page.locator("section.service").filter(new Locator.FilterOptions().setHasText(service));
        assertThat(page.locator("#feed")).hasText("Live");
        // What is not loaded when the session ends would keep the notice.
        assertThat(page.locator("[aria-busy]")).hasCount(0);
        AtomicInteger sent = new AtomicInteger();
        page.route("**/restarts", route -> {
            if (sent.incrementAndGet() == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(401));
            } else {
                route.resume();
            }
        });
        restart(page);
        assertThat(page.locator("#notice")).containsText("Your session has ended");

        page.route(
                "**/api/v1/me",
                route -> route.fulfill(json(
                        Map.of("name", "eve", "roles", List.of("viewer", "deployer"), "deploys", List.of(service)))));
        restart(page);
        assertThat(shown.locator(".operations").getByRole(AriaRole.ALERT)).containsText("You are signed in as eve now");
        assertThat(sent).hasValue(1);

        page.unroute("**/api/v1/me");
        restart(page);
        assertThat(shown).containsText("A restart of the workers is requested");
        assertThat(page.locator("#notice")).isHidden();
    }

    private void restart(Page page) {
        page.locator("#restart-" + service + "-" + environment).click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Restart").setExact(true))
                .click();
    }

    /** On a line that nobody has used yet, where the tests' own has other services. */
    @Test
    void saysHowToAddTheFirstService(Visitor visitor) {
        Page page = visitor.page();
        known(page, List.of(service("slipway", "Slipway")));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(Line.running().ledger() + "/services/");
        assertThat(page.locator("#services")).containsText("slipway services add shop");
        assertThat(page.getByText("Deploy your own WAR, step by step"))
                .hasAttribute("href", Line.running().handbook() + "/start/deploy.html");
        assertThat(visitor.barriers(page)).isEmpty();

        page.navigate(Line.running().ledger() + "/");
        assertThat(page.locator("#live")).containsText("slipway services add shop");
        visitor.pictures(page, "first-steps");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void staysWithinTheScreenWithManyLongNames(Visitor visitor) {
        Page page = visitor.page();
        known(
                page,
                IntStream.range(10, 30)
                        .mapToObj(i -> service("s" + "x".repeat(60) + i, "決済".repeat(20) + "W".repeat(160)))
                        .toList());
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(Line.running().ledger() + "/services/");
        assertThat(page.locator("section.service")).hasCount(20);
        assertThat(page.getByText("No service of your own yet")).hasCount(0);
        assertThat(visitor.excess(page)).isZero();

        page.navigate(Line.running().ledger() + "/");
        assertThat(page.locator("#live .row")).hasCount(20);
        assertThat(visitor.excess(page)).isZero();
    }

    @Test
    @Tag("long")
    void saysBesideTheButtonWhyThereAreNoMore(Visitor visitor) {
        Page page = visitor.page();
        firstOfTwoPages(page, "First");
        Pattern rest = Pattern.compile("/api/v1/services\\?after=");
        page.route(rest, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(Line.running().ledger() + "/services/");
        Locator more = page.locator("#services-more");
        assertThat(more).containsText("1 shown");
        more.getByText("Show more").click();
        assertThat(more.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(page.locator("section.service")).hasCount(1);

        firstOfTwoPages(page, "Renamed");
        SCRATCH.service(admin);
        assertThat(page.getByText("Renamed")).isVisible();
        assertThat(more.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");

        page.route(rest, route -> route.fulfill(json(Map.of("items", List.of(service("second", "Second"))))));
        more.getByText("Show more").click();
        assertThat(page.locator("section.service")).hasCount(2);
        assertThat(more).isHidden();
    }

    private static void firstOfTwoPages(Page page, String title) {
        Route.FulfillOptions answer = json(Map.of("items", List.of(service("first", title))))
                .setHeaders(Map.of("Link", "</api/v1/services?after=first>; rel=\"next\""));
        page.route(Pattern.compile("/api/v1/services\\?(?!after=)"), route -> route.fulfill(answer));
    }

    /** Shows these services to a page, in place of those that the ledger has. */
    private static void known(Page page, List<Map<String, String>> services) {
        page.route(Pattern.compile("/api/v1/services\\?"), route -> route.fulfill(json(Map.of("items", services))));
    }

    private static Route.FulfillOptions json(Object body) {
        return new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody(new ObjectMapper().valueToTree(body).toString());
    }

    private static Map<String, String> service(String name, String title) {
        return Map.of("name", name, "title", title);
    }

    /** Has one worker, as far as the agent says. */
    private void runWorker() {
        define("workers: 1, memory: 384m");
        report("ready", "It runs");
    }

    /** Gives the service a server group in an environment that is there for it. */
    private void define(String size) {
        admin.post("/api/v1/environments", Map.of("name", environment, "title", "Somewhere", "rank", 9_000))
                .expect(201);
        apply(size);
    }

    private void apply(String size) {
        admin.send(
                        "PUT",
                        "/api/v1/services/" + service + "/definition",
                        BodyPublishers.ofString(
                                "service: %s\nenvironments:\n  %s: {%s}\ndatabase: true\nlogin: true\nmail: {}\nmessaging: {queues: [orders]}\n"
                                        .formatted(service, environment, size)),
                        "Content-Type",
                        "application/yaml")
                .expect(200);
    }

    private String worker() {
        return service + "-" + environment + "-1";
    }

    private void report(String state, String detail) {
        Map<String, Object> worker = Map.of("name", worker(), "httpPort", 1, "managementPort", 2);
        agent.put(
                        "/api/v1/agent/server-groups/" + service + "/" + environment,
                        Map.of("version", 1, "state", state, "detail", detail, "workers", List.of(worker)))
                .expect(200);
    }

    private void tellFigures(int threads) {
        Map<String, Object> figures = Map.of(
                "worker",
                worker(),
                "startedAt",
                Instant.now().minusSeconds(60).toString(),
                "heapUsed",
                100_000_000,
                "heapMax",
                400_000_000,
                "threads",
                threads);
        Map<String, Object> group = Map.of(
                "service",
                service,
                "environment",
                environment,
                "configured",
                "0123456789abcdef".repeat(4),
                "isDue",
                false,
                "workers",
                List.of(figures));
        agent.put("/api/v1/agent/worker-figures", Map.of("groups", List.of(group)))
                .expect(204);
    }
}
