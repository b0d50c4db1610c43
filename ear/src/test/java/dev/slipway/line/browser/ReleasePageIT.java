package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of releases, and the page about one: its evidence, its gates, what waits for an approval. */
@OtherPages
class ReleasePageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private static final String PAGE = Line.running().ledger() + "/releases/";
    private static final String REPORT = """
            <testsuite name="dev.shop.BasketTest" tests="3" failures="1" errors="0" skipped="0" time="1.5">
              <testcase classname="dev.shop.BasketTest" name="adds" time="0.5"/>
              <testcase classname="dev.shop.BasketTest" name="empties" time="0.5"/>
              <testcase classname="dev.shop.BasketTest" name="sums" time="0.5">
                <failure message="expected: 2 but was: &lt;b&gt;1&lt;/b&gt;" type="AssertionError">at BasketTest.java:41</failure>
              </testcase>
            </testsuite>
            """;

    @Test
    void listsTheReleasesOfAService(Visitor visitor) {
        SHOP.release("0.1.0");
        JsonNode deployment = SHOP.deployment("0.1.0", Map.of());
        Page page = visitor.open(PAGE + "?service=" + SHOP.service(), REALM.person("viewer"));
        Locator row = page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName("0.1.0").setExact(true))));
        assertThat(row).containsText(SHOP.environment());
        assertThat(row.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(SHOP.environment())))
                .hasAttribute(
                        "href", "/deployments/?id=" + deployment.path("id").asText());
        visitor.pictures(page, "releases");
        assertThat(visitor.barriers(page)).isEmpty();

        Locator link = row.getByRole(AriaRole.LINK).first();
        assertThat(page.locator("#feed")).hasText("Live");
        link.focus();
        SHOP.release("0.2.0");
        assertThat(page.locator("#releases")).containsText("0.2.0");
        assertThat(link).isFocused();
        link.click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(SHOP.service() + " 0.1.0");
    }

    @Test
    void showsTheProblemAndNoOtherListWhereAFilterFails(Visitor visitor) {
        SHOP.release("0.3.0");
        Page page = visitor.openWithoutEvents(PAGE + "?service=" + SHOP.service(), REALM.person("viewer"));
        Locator releases = page.locator("#releases");
        assertThat(releases).containsText("0.3.0");

        Pattern list = Pattern.compile("/api/v1/releases\\?");
        page.route(list, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.locator("#filter-service").selectOption("");
        assertThat(releases.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(releases).not().containsText("0.3.0");
        assertThat(page.locator("#status")).isEmpty();

        page.unroute(list);
        page.getByText("Try again").click();
        assertThat(releases.getByRole(AriaRole.ROW).first()).isVisible();
        assertThat(releases.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void takesEvidenceAndShowsItsFailures(Visitor visitor) {
        JsonNode release = SHOP.release("1.0.0");
        Page page = open(visitor, release, "viewer", "deployer");
        assertThat(page.locator("#evidence")).containsText("None is attached.");

        page.getByText("Attach evidence").click();
        attach(page, report("TEST-basket.xml", REPORT.replace("</testsuite>", "")));
        Locator files = page.getByLabel("Files");
        assertThat(files).hasAttribute("aria-invalid", "true");
        assertThat(files).isFocused();
        assertThat(page.locator("#attach .error").first()).containsText("TEST-basket.xml");
        assertThat(page.locator("#evidence")).containsText("None is attached.");

        // The first one gets through, and is no obstacle when all are attached again.
        FilePayload good = report("TEST-basket.xml", REPORT);
        attach(page, good, report("may be broken.xml", "<testsuite>"));
        assertThat(page.locator("#attach .error").first())
                .hasText(Pattern.compile("^“may be broken\\.xml”: .*[^.]\\. 1 of 2 files is attached so far\\.$"));
        FilePayload other = report("TEST-other.xml", """
                <testsuite name="dev.shop.OtherTest" tests="1"><testcase classname="dev.shop.OtherTest" name="is"/></testsuite>
                """);
        attach(page, good, other);
        assertThat(page.locator("#status")).hasText("1 file attached, 1 was evidence already");
        Locator evidence = page.locator("#evidence");
        assertThat(evidence).containsText("3 tests · 2 passed · 1 failed");
        evidence.getByText("Show 1 failure").click();
        assertThat(evidence).containsText("expected: 2 but was: <b>1</b>");
        assertThat(evidence.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("TEST-basket.xml"))
                        .first())
                .isVisible();
        visitor.pictures(page, "release");
        visitor.handbook(page, "release", Map.of(SHOP.service(), "shop", SHOP.environment(), "production"));
        assertThat(visitor.barriers(page)).isEmpty();

        page.locator("#attach [name=kind]").selectOption("tests");
        attach(page, good, other, report("TEST-third.xml", """
                <testsuite name="dev.shop.ThirdTest" tests="1"><testcase classname="dev.shop.ThirdTest" name="is"/></testsuite>
                """));
        assertThat(page.locator("#status")).hasText("1 file attached, 2 were evidence already");

        attach(page, good);
        assertThat(page.locator("#attach .error").first())
                .hasText("“TEST-basket.xml”: evidence of this release already.");
    }

    @Test
    void movesAWaitingRequestOnByAnApproval(Visitor visitor) {
        JsonNode release = SHOP.release("2.0.0");
        SHOP.policy(1);
        String request = request("2.0.0");
        Realm.Person approver = REALM.person("viewer", "approver");
        Page ledger = visitor.page();
        SHOP.narrow(ledger, "deployment-requests");
        visitor.enter(ledger, approver);
        ledger.navigate(Line.running().ledger() + "/");
        Locator waiting = ledger.locator("#attention").getByText(SHOP.service() + " 2.0.0");
        assertThat(waiting).isVisible();

        Page page = ledger.context().newPage();
        SHOP.narrowEnvironments(page);
        page.navigate(PAGE + "?id=" + release.path("id").asText());
        Locator card = page.locator("#gate-" + SHOP.environment());
        assertThat(card).containsText("Waiting");
        visitor.pictures(page, "gate");
        assertThat(visitor.barriers(page)).isEmpty();
        card.getByText("Approve or refuse").click();
        card.getByLabel("Comment").fill("Seen on the test system.");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();

        assertThat(card).containsText("May enter");
        assertThat(card).containsText("Seen on the test system.");
        assertThat(card).isFocused();
        assertThat(SHOP.caller()
                        .get("/api/v1/deployment-requests/" + request)
                        .expect(200)
                        .path("state")
                        .asText())
                .isEqualTo("allowed");
        // The other page has moved on by itself.
        assertThat(ledger.locator("#attention .card-info")
                        .filter(new Locator.FilterOptions().setHasText("may be deployed"))
                        .getByText(SHOP.service() + " 2.0.0"))
                .isVisible();
    }

    @Test
    void showsWhichApprovalDoesNotCountAnyMore(Visitor visitor) {
        JsonNode release = SHOP.release("4.0.0");
        SHOP.policy(1);
        String approver = REALM.client("approver")
                .post(
                        "/api/v1/approvals",
                        Map.of(
                                "service",
                                SHOP.service(),
                                "version",
                                "4.0.0",
                                "environment",
                                SHOP.environment(),
                                "verdict",
                                "approved"))
                .expect(201)
                .path("approver")
                .asText();
        REALM.admin().revoke(REALM.admin().user(approver), "approver");
        Page page = open(visitor, release, "viewer");

        Locator card = page.locator("#gate-" + SHOP.environment());
        assertThat(card).containsText("Waiting");
        Locator approval = card.locator(".approvals li");
        assertThat(approval).containsText("Does not count");
        assertThat(approval)
                .containsText(approver + " does not count: " + approver + " no longer has the role approver");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void saysWhatKeepsItFromBeingPromotedAutomatically(Visitor visitor) {
        JsonNode release = SHOP.release("6.0.0");
        SHOP.policy(0);
        Page page = visitor.page();
        SHOP.narrowEnvironments(page);
        promoteAutomatically(page);
        page.route("**/promotions/preview?*", route -> route.fulfill(json("""
                {"isArchived": false, "automatic": {"decision": "wait",
                 "reasons": [{"code": "approval-missing", "detail": "0 of 1 approval given."}]}}""")));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + "?id=" + release.path("id").asText());
        Locator card = page.locator("#gate-" + SHOP.environment());
        assertThat(card).containsText("May enter");
        assertThat(card).containsText("It is not promoted automatically yet:");
        assertThat(card).containsText("0 of 1 approval given.");
        assertThat(card).containsText("The ledger does not keep its archive.");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void keepsTheRequestWhereAnOlderAnswerComesLate(Visitor visitor) {
        JsonNode release = SHOP.release("7.0.0");
        SHOP.policy(0);
        Page page = visitor.page();
        SHOP.narrowEnvironments(page);
        promoteAutomatically(page);
        Pattern preview = Pattern.compile("/promotions/preview\\?to=" + SHOP.environment());
        List<Route> held = new ArrayList<>();
        page.route(preview, held::add);
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + "?id=" + release.path("id").asText());
        assertThat(page.locator("#feed")).hasText("Live");
        page.waitForCondition(() -> !held.isEmpty());
        request("7.0.0");
        Locator card = page.locator("#gate-" + SHOP.environment());
        assertThat(card).containsText("Requested by");

        List.copyOf(held).forEach(route -> answerLate(route, """
                {"isArchived": true, "automatic": {"decision": "wait",
                 "reasons": [{"code": "approval-missing", "detail": "0 of 1 approval given."}]}}"""));
        // Once this is answered, the page has dealt with what was answered before.
        page.evaluate("() => fetch('/api/v1/me').then(answer => answer.text())");
        assertThat(card).containsText("Requested by");
        assertThat(card).not().containsText("It is not promoted automatically yet:");
    }

    @Test
    @Tag("long")
    void asksAgainWhereTheGateCouldNotBeAsked(Visitor visitor) {
        JsonNode release = SHOP.release("8.0.0");
        SHOP.policy(0);
        Page page = open(visitor, release, "viewer");
        Locator card = page.locator("#gate-" + SHOP.environment());
        assertThat(card).containsText("May enter");
        assertThat(page.locator("#feed")).hasText("Live");

        Pattern gate = Pattern.compile("/api/v1/gate\\?");
        page.route(gate, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        SHOP.policy(1);
        assertThat(card.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(page.locator("#feed")).hasText("Reconnecting");

        page.unroute(gate);
        assertThat(card).containsText("Waiting");
        assertThat(page.locator("#feed")).hasText("Live");
    }

    private static Page open(Visitor visitor, JsonNode release, String... roles) {
        Page page = visitor.page();
        SHOP.narrowEnvironments(page);
        visitor.enter(page, REALM.person(roles));
        page.navigate(PAGE + "?id=" + release.path("id").asText());
        return page;
    }

    /** Shows a page a policy by which releases are promoted automatically. */
    private static void promoteAutomatically(Page page) {
        page.route(
                "**/environments/" + SHOP.environment() + "/policy",
                route -> route.fulfill(json("{\"isPromotedAutomatically\": true}")));
    }

    private static void answerLate(Route route, String body) {
        try {
            route.fulfill(json(body));
        } catch (PlaywrightException e) {
            // The page has given it up.
        }
    }

    /** Asks, as a pipeline, for a release to be deployed; tells the request's id. */
    private static String request(String version) {
        return SHOP.caller()
                .post(
                        "/api/v1/deployment-requests",
                        Map.of(
                                "service",
                                SHOP.service(),
                                "version",
                                version,
                                "environment",
                                SHOP.environment(),
                                "channel",
                                "pipeline"))
                .expect(201)
                .path("id")
                .asText();
    }

    private static Route.FulfillOptions json(String body) {
        return new Route.FulfillOptions().setContentType("application/json").setBody(body);
    }

    @Test
    void keepsWhatIsBeingTypedWhileTheGateChanges(Visitor visitor) {
        JsonNode release = SHOP.release("3.0.0");
        Page page = open(visitor, release, "viewer", "approver");
        Locator card = page.locator("#gate-" + SHOP.environment());
        card.getByText("Approve or refuse").click();
        card.getByLabel("Comment").fill("I am still");

        SHOP.caller()
                .post(
                        "/api/v1/approvals",
                        Map.of(
                                "service",
                                SHOP.service(),
                                "version",
                                "3.0.0",
                                "environment",
                                SHOP.environment(),
                                "verdict",
                                "refused",
                                "comment",
                                "Too early."))
                .expect(201);

        assertThat(card).containsText("Too early.");
        assertThat(card.getByLabel("Comment")).hasValue("I am still");
        assertThat(card.getByLabel("Comment")).isFocused();
    }

    @Test
    @Tag("long")
    void showsAllOfItAfterTryingAgain(Visitor visitor) {
        String id = SHOP.release("5.0.0").path("id").asText();
        Page page = visitor.page();
        String address = "**/api/v1/releases/" + id;
        page.route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        SHOP.narrowEnvironments(page);
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(PAGE + "?id=" + id);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");

        page.unroute(address);
        page.getByText("Try again").click();
        assertThat(page.locator("#ran")).containsText("It was never deployed.");
        assertThat(page.locator("#gate-" + SHOP.environment())).isVisible();
        assertThat(page.getByText("Attach evidence")).isVisible();
    }

    private static FilePayload report(String name, String content) {
        return new FilePayload(name, "application/xml", content.getBytes(StandardCharsets.UTF_8));
    }

    private static void attach(Page page, FilePayload... files) {
        page.getByLabel("Files").setInputFiles(files);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Attach").setExact(true))
                .click();
    }
}
