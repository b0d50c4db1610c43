package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Silence;
import dev.slipway.line.TestAgent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page on which a deployment that was asked for can be watched, and the list of all of them. A test client plays the agent. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class RequestPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private static final String LEDGER = Line.running().ledger().toString();
    private static final TestAgent AGENT = new TestAgent(REALM, SHOP.service(), SHOP.environment());

    /** What a test that failed has left would be in the way of those after it. */
    @AfterEach
    void leaveNothingOpen() {
        SHOP.leaveNothingOpen(AGENT);
    }

    @Test
    void givesUpWhatAnAgentLeftRunning(Visitor visitor) {
        JsonNode request = SHOP.request(SHOP.archived("9.0.0"), Map.of());
        AGENT.claim();
        Silence.behind(request);
        Page page = open(visitor, request, "viewer", "deployer");
        assertThat(page.locator("#now")).containsText("The agent has stopped reporting");
        assertThat(page.locator("#now")).containsText("It last reported");
        visitor.pictures(page, "request-silent");
        assertThat(visitor.barriers(page)).isEmpty();

        Locator offers = page.locator("#offers");
        offers.getByText("Give the request up").click();
        offers.getByLabel("Comment").fill("Its machine burned.");
        offers.getByRole(AriaRole.BUTTON).click();

        assertThat(page.locator("#now")).isFocused();
        assertThat(page.locator("#now")).containsText("9.0.0 failed in " + SHOP.environment());
        assertThat(page.locator("#now")).containsText("Its machine burned.");
        assertThat(offers.getByText("Give the request up")).hasCount(0);
    }

    @Test
    void goesOnByItselfAfterAnApproval(Visitor visitor) {
        JsonNode request = waiting("2.0.0");
        Page page = open(visitor, request, "viewer", "approver");
        assertThat(page.locator("#now")).containsText("Waiting for approval");
        assertThat(page.locator("#now")).containsText("0 of 1 approval given.");
        assertThat(page.locator("#now")).not().containsText("Ask an approver");
        assertThat(heading(page)).isVisible();
        assertThat(page.getByText("Withdraw the request")).hasCount(0);
        visitor.pictures(page, "request-waiting");
        assertThat(visitor.barriers(page)).isEmpty();

        approve(page, "Seen on the test system.");

        assertThat(page.locator("#now")).isFocused();
        assertThat(page.locator("#now")).containsText("The agent is about to start");
        assertThat(page.locator("#approvals")).containsText("Seen on the test system.");
        assertThat(heading(page)).hasCount(0);
        assertThat(page.locator("#offers summary")).hasText("Approve or refuse");
        AGENT.claim();
        AGENT.step("started", null, "Fetching the archive");
        assertThat(page.locator("#steps")).containsText("Fetching the archive");
        assertThat(page.locator("#offers")).isEmpty();
        AGENT.succeed();
        assertThat(page.locator("#now")).containsText("2.0.0 runs");
    }

    @Test
    void keepsWhatIsBeingTypedWhenSomebodyElseApproves(Visitor visitor) {
        Page page = open(visitor, waiting("2.1.0"), "viewer", "approver");
        page.locator("#decision").getByLabel("Comment").fill("I am still");

        REALM.client("approver")
                .post(
                        "/api/v1/approvals",
                        Map.of(
                                "service",
                                SHOP.service(),
                                "version",
                                "2.1.0",
                                "environment",
                                SHOP.environment(),
                                "verdict",
                                "approved"))
                .expect(201);

        assertThat(page.locator("#now")).containsText("The agent is about to start");
        assertThat(heading(page)).hasCount(0);
        Locator comment = page.locator("#offers").getByLabel("Comment");
        assertThat(comment).isVisible();
        assertThat(comment).hasValue("I am still");
        assertThat(comment).isFocused();
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void approvesAConfigurationChange(Visitor visitor) {
        try (Shop shop = new Shop(REALM.client("admin"))) {
            shop.define();
            TestAgent agent = new TestAgent(REALM, shop.service(), shop.environment());
            shop.request(shop.archived("1.0.0"), Map.of());
            agent.claim();
            agent.succeed();
            String environment = "/api/v1/environments/" + shop.environment();
            Map<String, Object> gated = Map.of(
                    "requiredEvidence",
                    List.of(),
                    "approvals",
                    1,
                    "isFourEyes",
                    false,
                    "freezes",
                    List.of(),
                    "isConfigurationGated",
                    true);
            String etag = shop.caller().get(environment + "/policy").header("ETag");
            shop.caller().put(environment + "/policy", gated, "If-Match", etag).expect(200);
            String path = "/api/v1/services/" + shop.service() + "/environments/" + shop.environment();
            JsonNode request = shop.caller()
                    .patch(path + "/configuration", Map.of("set", Map.of("FEATURE_X", "on")))
                    .expect(200)
                    .path("request");
            Page page = open(visitor, request, "viewer", "approver");
            assertThat(page.locator("#configuration")).containsText("FEATURE_X: none → on");
            approve(page, "Seen what changes.");
            assertThat(page.locator("#top")).containsText("Allowed");
            assertThat(page.locator("#approvals")).containsText("Seen what changes.");

            AtomicInteger refused = new AtomicInteger();
            Pattern history = Pattern.compile("/configuration/history\\?");
            page.route(history, route -> {
                refused.incrementAndGet();
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            });
            agent.claim();
            assertThat(page.locator("#feed")).hasText("Reconnecting");
            // The agent is silent: the request itself has no more news.
            int before = refused.get();
            page.waitForCondition(() -> refused.get() > before);
            page.unroute(history);
            assertThat(page.locator("#feed")).hasText("Live");
            assertThat(page.locator("#configuration")).containsText("FEATURE_X: none → on");
            agent.succeed();
        }
    }

    @Test
    void showsARollbackThatWasRehearsed(Visitor visitor) {
        JsonNode release = SHOP.archived("6.1.0");
        JsonNode request = SHOP.request(release, Map.of());
        Page page = open(visitor, request, "viewer");
        AGENT.claim();
        AGENT.step("started", null, "Rehearsing the rollback to 6.0.0");
        assertThat(page.locator("#steps")).containsText("Rehearsing the rollback to 6.0.0");
        AGENT.rehearse(release, "6.0.0 starts on the database as 6.1.0 leaves it: column \"price\" does not exist");
        JsonNode done = AGENT.fail("The rollback to 6.0.0 was rehearsed and fails");
        assertThat(page.locator("#now")).containsText("The rollback to 6.0.0 was rehearsed and fails");

        page.navigate(LEDGER + "/deployments/?id=" + done.path("deploymentId").asText());
        assertThat(page.locator("#columns")).isVisible();
        Locator evidence = page.locator("#evidence");
        assertThat(evidence).containsText("Rollback rehearsal");
        assertThat(evidence).containsText("2 steps · 1 passed · 1 failed");
        assertThat(evidence).containsText("rollback-rehearsal-" + SHOP.environment());
        evidence.getByText("Show 1 failure").click();
        assertThat(evidence).containsText("column \"price\" does not exist");
        visitor.pictures(page, "deployment-rehearsal");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void saysWhyItFailedAndWhatWasPutBack(Visitor visitor) {
        JsonNode before = SHOP.archived("3.0.0");
        JsonNode release = SHOP.archived("3.1.0");
        SHOP.live("3.0.0");
        JsonNode request = SHOP.request(release, Map.of());
        Page page = open(visitor, request, "viewer");
        AGENT.claim();
        AGENT.step("started", "worker-1", "Deploying");
        AGENT.step("failed", "worker-1", "No data source java:jboss/datasources/ShopDS");
        AGENT.step("warning", "worker-2", "Not touched");
        assertThat(page.locator("#steps .step-failed")).containsText("Failed: Deploying: No data source");
        AGENT.fail(
                "No data source java:jboss/datasources/ShopDS",
                before.path("artifactDigest").asText());

        assertThat(page.locator("#now h2"))
                .hasText("3.1.0 failed in " + SHOP.environment() + ", and 3.0.0 was restored");
        assertThat(page.locator("#now")).containsText("No data source java:jboss/datasources/ShopDS");
        assertThat(page.locator("#top")).containsText("Failed");
        visitor.pictures(page, "request-failed");
        assertThat(visitor.barriers(page)).isEmpty();
        page.locator("#now")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("the rollback"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("3.0.0");
    }

    @Test
    void saysWhatItWaitsForWhenNobodyBegins(Visitor visitor) {
        JsonNode release = SHOP.archived("5.0.0");
        JsonNode request = SHOP.request(release, Map.of());
        decideEarlier(request);
        Page page = open(visitor, request, "viewer", "deployer");
        assertThat(page.locator("#now h2")).hasText(Pattern.compile("No agent has claimed it for (30 s|1 min)"));
        assertThat(page.locator("#now")).containsText("On the line’s machine: ./slipway status");
        visitor.pictures(page, "request-unclaimed");
        assertThat(visitor.barriers(page)).isEmpty();

        String lock = SHOP.caller()
                .post("/api/v1/locks", Map.of("environment", SHOP.environment(), "reason", "Puts kiosk 2.1.0 there"))
                .expect(201)
                .path("id")
                .asText();
        assertThat(page.locator("#now")).containsText("Waiting for the lock of " + SHOP.environment());
        assertThat(page.locator("#now")).containsText("Puts kiosk 2.1.0 there");
        visitor.pictures(page, "request-locked");
        SHOP.caller().delete("/api/v1/locks/" + lock).expect(204);
        assertThat(page.locator("#now")).containsText("The agent is about to start");

        page.getByText("Withdraw the request").click();
        page.getByLabel("Comment").fill("A typo.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Withdraw"))
                .click();
        assertThat(page.locator("#now")).containsText("Withdrawn");
        assertThat(page.locator("#now")).containsText("A typo.");
        assertThat(page.locator("#now")).isFocused();
        assertThat(page.getByText("Withdraw the request")).hasCount(0);
    }

    @Test
    void listsTheRequests(Visitor visitor) {
        String id = waiting("8.0.0").path("id").asText();
        Page page = visitor.open(LEDGER + "/requests/?service=" + SHOP.service(), REALM.person("viewer"));
        Locator row = page.locator("#requests")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("8.0.0"));
        assertThat(row).containsText("Waiting");
        assertThat(row).containsText("approval");
        visitor.pictures(page, "requests");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
        assertThat(page.locator("#feed")).hasText("Live");

        page.locator("#filter-state").selectOption("withdrawn");
        assertThat(page).hasURL(Pattern.compile("state=withdrawn"));
        assertThat(row).hasCount(0);
        withdraw(id);
        assertThat(row).containsText("Withdrawn");
        row.getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(LEDGER + "/requests/?id=" + id);
    }

    @Test
    @Tag("long")
    void showsAllOfItAfterTryingAgain(Visitor visitor) {
        String id = waiting("10.0.0").path("id").asText();
        Page page = visitor.page();
        String address = "**/api/v1/deployment-requests/" + id;
        page.route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(LEDGER + "/requests/?id=" + id);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");

        page.unroute(address);
        page.getByText("Try again").click();
        assertThat(page.locator("#now")).containsText("Waiting for approval");
        assertThat(page.locator("#steps")).containsText("The agent has not started.");
        withdraw(id);
        assertThat(page.locator("#now")).containsText("Withdrawn");
    }

    @Test
    @Tag("long")
    void readsAgainWhatCouldNotBeReadAnew(Visitor visitor) {
        JsonNode request = waiting("11.0.0");
        String id = request.path("id").asText();
        Page page = open(visitor, request, "viewer");
        assertThat(page.locator("#now")).containsText("Waiting for approval");
        assertThat(page.locator("#now")).containsText("Ask an approver to approve 11.0.0");
        // The forms are drawn with the steps.
        assertThat(page.locator("#steps")).containsText("The agent has not started.");
        assertThat(page.locator("#offers")).isEmpty();
        assertThat(heading(page)).hasCount(0);
        String address = "**/api/v1/deployment-requests/" + id;
        page.route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        withdraw(id);
        assertThat(page.locator("#feed")).hasText("Reconnecting");
        assertThat(page.locator("#now")).containsText("Waiting for approval");

        page.unroute(address);
        assertThat(page.locator("#now")).containsText("Withdrawn");
        assertThat(page.locator("#feed")).hasText("Live");
    }

    @Test
    @Tag("long")
    void readsStepsAgainThatCouldNotBeRead(Visitor visitor) {
        JsonNode request = SHOP.request(SHOP.archived("11.1.0"), Map.of());
        Page page = open(visitor, request, "viewer");
        assertThat(page.locator("#steps")).containsText("The agent has not started.");
        Pattern steps = Pattern.compile("/steps(\\?|$)");
        page.route(steps, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        AGENT.claim();
        AGENT.step("started", null, "Fetching the archive");
        assertThat(page.locator("#feed")).hasText("Reconnecting");

        page.unroute(steps);
        assertThat(page.locator("#steps")).containsText("Fetching the archive");
        assertThat(page.locator("#feed")).hasText("Live");
    }

    @Test
    void saysSoWhereThereIsNoSuchRequest(Visitor visitor) {
        Page page = visitor.open(LEDGER + "/requests/?id=00000000-0000-0000-0000-000000000000", REALM.person("viewer"));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Not found");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    /** Asks for a release to be deployed that needs an approval. */
    private static JsonNode waiting(String version) {
        SHOP.policy(1);
        return SHOP.request(SHOP.archived(version), Map.of());
    }

    /** Of the panel for the decision, where it is shown. */
    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Approve or refuse"));
    }

    private static void approve(Page page, String comment) {
        Locator decision = page.locator("#decision");
        decision.getByLabel("Comment").fill(comment);
        decision.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();
    }

    private static void withdraw(String id) {
        SHOP.caller()
                .post("/api/v1/deployment-requests/" + id + "/withdrawal", Map.of("comment", "Later."))
                .expect(200);
    }

    private static Page open(Visitor visitor, JsonNode request, String... roles) {
        Page page = visitor.open(LEDGER + "/requests/?id=" + request.path("id").asText(), REALM.person(roles));
        assertThat(page.locator("#feed")).hasText("Live");
        assertThat(page.locator("#now")).isVisible();
        return page;
    }

    private static void decideEarlier(JsonNode request) {
        Database.update(
                "update deployment_request set decided_at = decided_at - interval '40 s' where id = ?::uuid",
                request.path("id").asText());
    }
}
