package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.TestAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Deploying and rolling back by buttons: to whom they are offered, and what they propose. A test client plays the agent. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class DeploymentDialogIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private static final String LEDGER = Line.running().ledger().toString();
    private static final TestAgent AGENT = new TestAgent(REALM, SHOP.service(), SHOP.environment());
    private static final Pattern REQUEST = Pattern.compile(LEDGER + "/requests/\\?id=.*");

    /** Has a press last until its release: after ten seconds, it would end by itself. */
    private static final String PRESSES_LAST = """
            {
              const { setTimeout } = window;
              window.setTimeout = (work, wait, ...more) => setTimeout(work, wait === 10_000 ? 3_600_000 : wait, ...more);
            }
            """;

    /** What a test that failed has left would be in the way of those after it. */
    @AfterEach
    void leaveNothingOpen() {
        SHOP.leaveNothingOpen(AGENT);
    }

    @Test
    void deploysFromAReleasesPageAndShowsEachStep(Visitor visitor) {
        SHOP.archived("1.0.0");
        JsonNode release = SHOP.archived("1.1.0");
        SHOP.live("1.0.0");
        Page page = open(visitor, release, "viewer", "deployer");
        Locator deploy = page.locator("#deploy-" + SHOP.environment());
        deploy.press("Enter");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("1.0.0 becomes 1.1.0");
        assertThat(dialog).containsText(release.path("artifactDigest").asText());
        assertThat(dialog).containsText("restores 1.0.0 if that fails");
        visitor.pictures(page, "deploy-dialog");
        assertThat(visitor.barriers(page)).isEmpty();
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(deploy).isFocused();

        deploy.press("Enter");
        dialog.getByLabel("Comment").fill("The new tax rates.");
        dialog.getByText("Context root and probe").click();
        dialog.getByLabel("Context root").fill("shop");
        agree(dialog, "Deploy");
        assertThat(dialog.getByLabel("Context root")).hasAttribute("aria-invalid", "true");
        dialog.getByLabel("Context root").fill("/shop");
        dialog.getByLabel("Probe").fill("/shop/health");
        agree(dialog, "Deploy");

        assertThat(page).hasURL(REQUEST);
        assertThat(page.locator("#now")).containsText("The agent is about to start");
        assertThat(page.locator("#top")).containsText("The new tax rates.");
        assertThat(page.locator("#steps")).containsText("The agent has not started.");
        assertThat(page.locator("#feed")).hasText("Live");
        page.evaluate("window.isSamePage = true");

        JsonNode work = AGENT.claim();
        assertThat(work.path("contextRoot").asText()).isEqualTo("/shop");
        assertThat(page.locator("#now")).containsText("The agent is deploying 1.1.0 into " + SHOP.environment());
        assertThat(page.getByText("Withdraw the request")).hasCount(0);
        Locator steps = page.locator("#steps li");
        AGENT.step("started", null, "Fetching the archive");
        assertThat(steps).containsText(new String[] {"Fetching the archive"});
        AGENT.step("done", null, "Fetched the archive");
        AGENT.step("started", "worker-1", "Draining");
        // What was begun becomes what came of it.
        assertThat(steps).containsText(new String[] {"Fetched the archive", "Draining"});
        assertThat(steps.last()).containsText("worker-1");
        visitor.pictures(page, "request-running");
        visitor.handbook(page, "request", Map.of(SHOP.service(), "shop", SHOP.environment(), "production"));
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();

        AGENT.step("done", "worker-1", "Drained");
        AGENT.step("started", "worker-1", "Deploying");
        AGENT.step("done", "worker-1", "Deployed");
        String deployment = AGENT.succeed().path("deploymentId").asText();
        assertThat(page.locator("#now")).containsText("1.1.0 runs in " + SHOP.environment());
        assertThat(page.locator("#now").getByRole(AriaRole.LINK))
                .hasAttribute("href", "/deployments/?id=" + deployment);
        assertThat(page.locator("#facts")).containsText("1.0.0");
        assertThat(steps).containsText(new String[] {"Fetched the archive", "Drained", "Deployed"});
        assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);
        visitor.pictures(page, "request-done");
        assertThat(visitor.barriers(page)).isEmpty();

        page.locator("#now").getByRole(AriaRole.LINK).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("how it was requested"))
                .click();
        assertThat(page).hasURL(REQUEST);
        assertThat(steps).containsText(new String[] {"Fetched the archive", "Drained", "Deployed"});
    }

    @Test
    void rollsBackFromTheFirstPage(Visitor visitor) {
        SHOP.archived("4.0.0");
        SHOP.archived("4.1.0");
        SHOP.archived("4.2.0");
        SHOP.live("4.0.0");
        SHOP.live("4.1.0");
        SHOP.live("4.2.0");
        Page page = visitor.open(LEDGER + "/", REALM.person("viewer", "deployer"));
        page.locator("#roll-back-" + SHOP.service() + "-in-" + SHOP.environment())
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("4.2.0 becomes 4.1.0");
        visitor.pictures(page, "rollback-dialog");
        assertThat(visitor.barriers(page)).isEmpty();
        String older = dialog.getByLabel("Back to")
                .locator("option", new Locator.LocatorOptions().setHasText(Pattern.compile("^4\\.0\\.0,")))
                .getAttribute("value");
        dialog.getByLabel("Back to").selectOption(older);
        assertThat(dialog).containsText("4.2.0 becomes 4.0.0");
        agree(dialog, "Roll back");

        assertThat(page).hasURL(REQUEST);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("Roll back " + SHOP.service() + " 4.0.0");
        assertThat(AGENT.claim().path("isRollback").asBoolean()).isTrue();
        page.navigate(LEDGER + "/");
        Locator mark = page.locator("#live")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("4.0.0 is being deployed"));
        mark.click();
        assertThat(page.locator("#now")).containsText("The agent is rolling back to 4.0.0");
        AGENT.succeed();
        assertThat(page.locator("#now")).containsText("4.0.0 runs");
    }

    @Test
    @Tag("long")
    void proposesNothingThatARollbackTookOutOfService(Visitor visitor) {
        for (String version : List.of("13.0.0", "13.1.0", "13.2.0")) {
            SHOP.archived(version);
            SHOP.live(version);
        }
        Page page = visitor.open(LEDGER + "/", REALM.person("viewer", "deployer"));
        Locator rollBack = page.locator("#roll-back-" + SHOP.service() + "-in-" + SHOP.environment());
        rollBack.click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("13.2.0 becomes 13.1.0");
        agree(dialog, "Roll back");
        assertThat(page).hasURL(REQUEST);
        AGENT.claim();
        AGENT.succeed();
        assertThat(page.locator("#now")).containsText("13.1.0 runs");

        page.navigate(LEDGER + "/");
        rollBack.click();
        assertThat(dialog).containsText("13.1.0 becomes 13.0.0");
    }

    @Test
    @Tag("long")
    void rollsBackWithTheProbeThatTheReleaseWentLiveWith(Visitor visitor) {
        deployed("14.0.0", "/health");
        deployed("14.1.0", "/ready");
        SHOP.request(SHOP.archived("14.2.0"), Map.of("probePath", "/fails"));
        AGENT.claim();
        AGENT.fail("It answers 404");
        Page page = visitor.open(LEDGER + "/", REALM.person("viewer", "deployer"));
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        page.locator("#deploy-" + SHOP.service() + "-in-" + SHOP.environment()).click();
        assertThat(dialog.locator("[name=probePath]")).hasValue("/ready");
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);

        page.locator("#roll-back-" + SHOP.service() + "-in-" + SHOP.environment())
                .click();
        assertThat(dialog).containsText("14.1.0 becomes 14.0.0");
        assertThat(dialog.locator("[name=probePath]")).hasValue("");
        agree(dialog, "Roll back");
        assertThat(page).hasURL(REQUEST);
        assertThat(AGENT.claim().path("probePath").asText()).isEqualTo("/health");
        AGENT.succeed();
        assertThat(page.locator("#now")).containsText("14.0.0 runs");
    }

    /** A click on what is replaced between the press and the release would open nothing. */
    @Test
    void opensTheDialogWhereTheBoardChangesDuringTheClick(Visitor visitor) {
        SHOP.archived("16.0.0");
        SHOP.archived("16.1.0");
        SHOP.live("16.0.0");
        Page page = visitor.page();
        page.addInitScript(PRESSES_LAST);
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(LEDGER + "/");
        Locator deployments = page.locator("#deployments");
        assertThat(deployments).containsText("16.0.0 in " + SHOP.environment());
        press(page, page.locator("#deploy-" + SHOP.service() + "-in-" + SHOP.environment()));
        Pattern list = Pattern.compile("/api/v1/deployments\\?limit=20$");
        Pattern board = Pattern.compile("/api/v1/deployments\\?live=true");
        page.waitForResponse(list, () -> page.waitForResponse(board, () -> SHOP.live("16.1.0")));
        assertThat(deployments).not().containsText("16.1.0 in " + SHOP.environment());
        page.mouse().up();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Digest of the archive");
        assertThat(deployments).containsText("16.1.0 in " + SHOP.environment());
        assertThat(page.locator("#live")).containsText("16.1.0");
    }

    /** Another test's service may move the button away from the mouse before it is pressed. */
    private static void press(Page page, Locator button) {
        await().pollInSameThread().until(() -> {
            button.hover();
            page.mouse().down();
            if ((boolean) button.evaluate("button => button === document.activeElement")) {
                return true;
            }
            page.mouse().move(0, 0);
            page.mouse().up();
            return false;
        });
    }

    @Test
    void saysThatTheSessionHasEndedInPlaceOfTheDialog(Visitor visitor) {
        SHOP.archived("14.9.0");
        SHOP.archived("15.0.0");
        SHOP.live("15.0.0");
        Page page = visitor.page();
        page.navigate(LEDGER + "/");
        visitor.signIn(page, REALM.person("viewer", "deployer"));
        Locator deploy = page.locator("#deploy-" + SHOP.service() + "-in-" + SHOP.environment());
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        deploy.click();
        assertThat(dialog).containsText("Digest of the archive");
        page.context().clearCookies();
        dialog.getByLabel("Release").selectOption(new SelectOption().setLabel("14.9.0"));
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("Your session has ended");
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);

        deploy.click();
        assertThat(dialog).hasCount(0);
        assertThat(page.locator("#notice")).containsText("Your session has ended");
    }

    @Test
    void showsThePlanAfterTryingAgain(Visitor visitor) {
        SHOP.archived("17.0.0");
        SHOP.archived("17.1.0");
        SHOP.archived("17.2.0");
        SHOP.live("17.0.0");
        Page page = visitor.open(LEDGER + "/", REALM.person("viewer", "deployer"));
        page.locator("#deploy-" + SHOP.service() + "-in-" + SHOP.environment()).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("17.0.0 becomes 17.2.0");
        dialog.getByLabel("Comment").fill("The new tax rates.");
        Locator deploy = dialog.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("Deploy").setExact(true));
        Locator again = dialog.getByText("Try again");

        Pattern gate = Pattern.compile("/api/v1/gate\\?");
        page.route(gate, route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        dialog.getByLabel("Release").selectOption(new SelectOption().setLabel("17.1.0"));
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("Your session has ended");
        assertThat(again).isVisible();
        assertThat(deploy).isDisabled();
        page.unroute(gate);
        page.route(gate, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        again.click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(deploy).isDisabled();
        page.unroute(gate);
        again.click();

        assertThat(page.locator("#dialog-title")).isFocused();
        assertThat(dialog).containsText("17.0.0 becomes 17.1.0");
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(dialog.getByLabel("Comment")).hasValue("The new tax rates.");
        agree(dialog, "Deploy");
        assertThat(page).hasURL(REQUEST);
    }

    /** As one worker of several is for a while. */
    @Test
    void rollsBackOnAWorkerOfThePreviousRelease(Visitor visitor) {
        SHOP.archived("11.0.0");
        SHOP.archived("11.1.0");
        SHOP.live("11.0.0");
        SHOP.live("11.1.0");
        Page page = visitor.page();
        List<String> refused = new ArrayList<>();
        // Once: the page that follows is loaded as always.
        page.route(
                "**/api/v1/deployment-requests",
                route -> {
                    refused.add(String.valueOf(route.request().postData()));
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(400)
                            .setContentType("application/problem+json")
                            .setBody("""
                                    {"title": "The request is not valid", "status": 400,
                                     "errors": [{"field": "fromVersion", "detail": "is not a member of this request"}]}"""));
                },
                new Page.RouteOptions().setTimes(1));
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(LEDGER + "/");
        page.locator("#roll-back-" + SHOP.service() + "-in-" + SHOP.environment())
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("11.1.0 becomes 11.0.0");
        agree(dialog, "Roll back");

        assertThat(page).hasURL(REQUEST);
        assertThat(refused).singleElement().asString().contains("\"fromVersion\"");
        assertThat(AGENT.claim().path("version").asText()).isEqualTo("11.0.0");
        AGENT.succeed();
        assertThat(page.locator("#now")).containsText("11.0.0 runs");
    }

    @Test
    void saysWhatIsMissingForTheAgent(Visitor visitor) {
        JsonNode release = SHOP.release("6.0.0");
        Page page = open(visitor, release, "viewer", "deployer");
        page.locator("#deploy-" + SHOP.environment()).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog)
                .containsText("slipway deploy FILE --service %s --version 6.0.0 --environment %s"
                        .formatted(SHOP.service(), SHOP.environment()));
        assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Deploy")))
                .isDisabled();
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void offersNothingToWhoMayNot(Visitor visitor) {
        JsonNode release = SHOP.archived("7.0.0");
        SHOP.live("7.0.0");
        Page page = open(visitor, release, "viewer");
        assertThat(page.locator("#gate-" + SHOP.environment())).containsText("May enter");
        assertThat(page.locator("#me")).containsText("viewer");
        assertThat(page.locator("#gates").getByRole(AriaRole.BUTTON)).hasCount(0);
        page.navigate(LEDGER + "/");
        assertThat(page.locator("#live")).containsText(SHOP.service());
        assertThat(page.locator("#me")).containsText("viewer");
        assertThat(page.locator("#live .deeds")).hasCount(0);
    }

    /** The page about a release. */
    private static Page open(Visitor visitor, JsonNode release, String... roles) {
        Page page = visitor.page();
        SHOP.narrowEnvironments(page);
        visitor.enter(page, REALM.person(roles));
        page.navigate(LEDGER + "/releases/?id=" + release.path("id").asText());
        return page;
    }

    /** Has the agent deploy a release with this health check. */
    private static void deployed(String version, String probe) {
        SHOP.request(SHOP.archived(version), Map.of("probePath", probe));
        AGENT.claim();
        AGENT.succeed();
    }

    private static void agree(Locator dialog, String text) {
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(text).setExact(true))
                .click();
    }
}
