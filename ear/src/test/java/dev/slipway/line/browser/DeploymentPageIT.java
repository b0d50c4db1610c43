package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page about one deployment. */
@OtherPages
class DeploymentPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private static final String PAGE = Line.running().ledger() + "/deployments/?id=";

    @Test
    void saysEverythingKnownOfAFailure(Visitor visitor) {
        SHOP.release("1.0.0");
        JsonNode before = SHOP.deployment("1.0.0", Map.of());
        JsonNode release = SHOP.release("1.1.0");
        JsonNode failed = SHOP.deployment(
                "1.1.0", Map.of("outcome", "failed", "failure", "WFLYCTL0080: Failed services\nNo price list"));
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + failed.path("id").asText());

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(SHOP.service() + " 1.1.0");
        assertThat(page.locator("#failure")).containsText("No price list");
        assertThat(page.locator("#facts"))
                .containsText(release.path("artifactDigest").asText());
        assertThat(page.locator("#facts")).containsText(release.path("commit").asText());
        assertThat(page.locator("#facts")).containsText("12 s");
        // The moment itself, and not only in a tooltip.
        assertThat(page.locator("#facts"))
                .containsText(Dates.absolute(failed.path("startedAt").asText()));
        assertThat(page.locator("#changes")).containsText("From 1.0.0 to 1.1.0");
        assertThat(page.locator("#changes")).containsText("Show prices by currency");
        assertThat(page.locator("#changes")).containsText("Which configuration it ran with is not known.");
        assertThat(page.locator("#facts")).containsText("A release");
        assertThat(page.locator("#approvals")).containsText("Nobody has approved or refused.");
        assertThat(page.locator("#marking details")).hasCount(0);
        assertThat(before.path("outcome").asText()).isEqualTo("succeeded");

        visitor.pictures(page, "deployment");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void saysWhyItWasRequested(Visitor visitor) {
        JsonNode request = SHOP.request(
                SHOP.release("7.0.0"), Map.of("isForAgent", false, "comment", "Needs the new tax rates today."));
        JsonNode deployment =
                SHOP.deployment("7.0.0", Map.of("requestId", request.path("id").asText()));
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + deployment.path("id").asText());

        assertThat(page.locator("#top")).containsText("Needs the new tax rates today.");
        assertThat(page.locator("#facts"))
                .containsText("By" + deployment.path("actor").asText());
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void copiesTheDigest(Visitor visitor) {
        JsonNode release = SHOP.release("2.0.0");
        JsonNode deployment = SHOP.deployment("2.0.0", Map.of());
        Page page = visitor.page();
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + deployment.path("id").asText());

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy the digest"))
                .click();

        assertThat(page.locator("#status")).containsText("The digest is copied");
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo(release.path("artifactDigest").asText());
    }

    @Test
    void letsADeployerSayWhatItRepairs(Visitor visitor) {
        SHOP.release("3.0.0");
        JsonNode broken = SHOP.deployment(
                "3.0.0", Map.of("startedAt", "2026-11-01T10:00:00Z", "finishedAt", "2026-11-01T10:00:09Z"));
        SHOP.release("3.0.1");
        JsonNode fix = SHOP.deployment("3.0.1", Map.of());
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(PAGE + fix.path("id").asText());

        page.getByText("Say which deployment it repairs").click();
        page.getByLabel("It repairs").selectOption(broken.path("id").asText());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        Locator recovery = page.locator("#recovery");
        assertThat(recovery).containsText("It repairs 3.0.0");
        assertThat(recovery).isFocused();

        recovery.getByRole(AriaRole.LINK).click();
        assertThat(page.locator("#recovery")).containsText("It was repaired by 3.0.1");
        page.getByText("Mark that it needed intervention").click();
        page.getByLabel("What was wrong").fill("<b>Prices</b> were missing.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark it"))
                .click();
        assertThat(page.locator("#recovery")).containsText("It needed intervention: <b>Prices</b> were missing.");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void keepsWhatItRepairsUntilTheOthersAreKnown(Visitor visitor) {
        SHOP.release("6.0.0");
        JsonNode broken = SHOP.deployment(
                "6.0.0", Map.of("startedAt", "2026-11-02T10:00:00Z", "finishedAt", "2026-11-02T10:00:09Z"));
        SHOP.release("6.0.1");
        JsonNode fix = SHOP.deployment("6.0.1", Map.of());
        String id = fix.path("id").asText();
        SHOP.caller()
                .put(
                        "/api/v1/deployments/" + id + "/repair",
                        Map.of("deploymentId", broken.path("id").asText()))
                .expect(200);
        Page page = visitor.page();
        Pattern list = Pattern.compile("/api/v1/deployments\\?");
        page.route(list, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(PAGE + id);
        page.getByText("Say which deployment it repairs").click();
        Locator form = page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Repair"));
        Locator save = form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"));
        assertThat(form.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(form.getByLabel("It repairs")).hasValue(broken.path("id").asText());
        assertThat(save).isDisabled();

        page.unroute(list);
        form.getByText("Try again").click();
        assertThat(form.getByRole(AriaRole.ALERT)).hasCount(0);
        save.click();
        assertThat(page.locator("#recovery")).containsText("It repairs 6.0.0");
        assertThat(page.locator("#recovery")).isFocused();
    }

    @Test
    void keepsWhatWasEnteredWhenTheSessionHasEnded(Visitor visitor) {
        SHOP.release("4.0.0");
        JsonNode deployment = SHOP.deployment("4.0.0", Map.of());
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(PAGE + deployment.path("id").asText());
        page.getByText("Mark that it needed intervention").click();
        Locator form = page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Intervention"));
        form.getByLabel("What was wrong").fill("Prices were missing.");
        String address = "**/api/v1/deployments/*/intervention";
        page.route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        Locator mark = form.getByRole(AriaRole.BUTTON);
        mark.click();

        assertThat(form.getByRole(AriaRole.ALERT)).containsText("Your session has ended");
        assertThat(form.getByLabel("What was wrong")).hasValue("Prices were missing.");
        assertThat(visitor.barriers(page)).isEmpty();
        page.unroute(address);
        Page other = page.waitForPopup(() -> form.getByRole(AriaRole.LINK).click());
        assertThat(other).hasURL(Line.running().ledger() + "/");
        other.close();
        mark.click();
        assertThat(page.locator("#recovery")).containsText("It needed intervention: Prices were missing.");
    }

    @Test
    void sendsNothingInTheNameOfWhoSignedInSince(Visitor visitor) {
        SHOP.release("4.1.0");
        JsonNode deployment = SHOP.deployment("4.1.0", Map.of());
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer", "deployer"));
        page.navigate(PAGE + deployment.path("id").asText());
        page.getByText("Mark that it needed intervention").click();
        Locator form = page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Intervention"));
        form.getByLabel("What was wrong").fill("Prices were missing.");
        String address = "**/api/v1/deployments/*/intervention";
        page.route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        Locator mark = form.getByRole(AriaRole.BUTTON);
        // What is not loaded when the session ends would keep the notice.
        assertThat(page.locator("[aria-busy]")).hasCount(0);
        mark.click();
        assertThat(page.locator("#notice")).containsText("Your session has ended");

        page.unroute(address);
        page.route(
                "**/api/v1/me",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"name\":\"eve\",\"roles\":[\"viewer\",\"deployer\"],\"deploys\":[]}")));
        mark.click();
        assertThat(form.getByRole(AriaRole.ALERT)).containsText("You are signed in as eve now");
        assertThat(page.locator("#notice")).containsText("You are signed in as eve now");

        page.unroute("**/api/v1/me");
        mark.click();
        assertThat(page.locator("#recovery")).containsText("It needed intervention: Prices were missing.");
        assertThat(page.locator("#notice")).isHidden();
    }

    @Test
    @Tag("long")
    void showsAllOfItAfterTryingAgain(Visitor visitor) {
        JsonNode release = SHOP.release("5.0.0");
        String id = SHOP.deployment("5.0.0", Map.of()).path("id").asText();
        Page page = visitor.page();
        String address = "**/api/v1/deployments/" + id;
        page.route(address, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + id);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(page.locator("#columns")).isHidden();

        page.unroute(address);
        page.getByText("Try again").click();
        assertThat(page.locator("#facts"))
                .containsText(release.path("artifactDigest").asText());
        assertThat(page.locator("#evidence")).containsText("None is attached.");
        assertThat(page.locator("#top")).isFocused();
    }

    @Test
    void saysThatThereIsNoSuchDeployment(Visitor visitor) {
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(PAGE + "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Not found");
        assertThat(page.locator("#columns")).isHidden();
    }
}
