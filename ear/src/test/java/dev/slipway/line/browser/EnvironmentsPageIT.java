package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Scratch;
import dev.slipway.line.api.Requests;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Environments and their policies: looked at, created, changed, and changed by two people at once. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class EnvironmentsPageIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String ENVIRONMENTS = Line.running().ledger() + "/environments/";
    private static final Caller ADMIN = REALM.client("admin");

    @Test
    void showsAViewerWhatAReleaseNeeds(Visitor visitor) {
        String name = environment();
        change(
                name,
                Map.of(
                        "requiredEvidence",
                        List.of("tests", "sbom"),
                        "approvals",
                        2,
                        "isFourEyes",
                        true,
                        "freezes",
                        List.of(
                                Map.of(
                                        "name",
                                        "This age",
                                        "zone",
                                        "Pacific/Auckland",
                                        "from",
                                        "2020-01-01T00:00",
                                        "until",
                                        "2120-01-01T00:00"),
                                Map.of(
                                        "name",
                                        "Long ago",
                                        "zone",
                                        "Europe/Berlin",
                                        "from",
                                        "2020-12-24T00:00",
                                        "until",
                                        "2020-12-27T08:00"))));
        Page page = open(visitor, REALM.person("viewer"), "?name=" + name);
        Locator place = page.locator("#place");
        assertThat(place).containsText("TestsSBOM");
        assertThat(place).containsText("2 approvers must agree");
        assertThat(place).containsText("Nobody approves their own request or commits, nor their own pipeline run");
        Locator freezes = place.getByRole(AriaRole.LISTITEM);
        assertThat(freezes.first()).containsText("in force");
        assertThat(freezes.last()).containsText("over");
        assertThat(freezes.last()).containsText("24 Dec 2020, 00:00 to 27 Dec 2020, 08:00, Europe/Berlin");
        assertThat(place.locator("tbody tr")).hasCount(1);
        assertThat(place.locator("tbody tr")).containsText("Tests and SBOM required");
        assertThat(place).containsText("Only an admin can change it");
        assertThat(page.getByText("Change the policy")).hasCount(0);
        assertThat(page.getByText("New environment")).hasCount(0);

        visitor.pictures(page, "environments");
        visitor.handbook(page, "environments", Map.of(name, "acceptance"));
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
    }

    @Test
    void createsAnEnvironment(Visitor visitor) {
        String name = SCRATCH.name();
        Page page = open(visitor, REALM.person("admin"), "");
        page.getByText("New environment").click();
        page.getByLabel("Name").fill("No name");
        press(page, "Create it");
        assertThat(page.locator(".error").getByText("must be 1 to 63 of a-z")).isVisible();
        assertThat(page.getByLabel("Name")).isFocused();
        visitor.pictures(page, "environments-new");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();

        page.getByLabel("Name").fill(name);
        page.getByLabel("Title").fill("Test " + name);
        press(page, "Create it");

        assertThat(page).hasURL(ENVIRONMENTS + "?name=" + name);
        assertThat(page.locator("#place")).containsText("Nobody has changed it yet");
        assertThat(page.locator("#places [aria-current]")).containsText(name);
    }

    @Test
    void changesAPolicyAndKeepsTheHistory(Visitor visitor) {
        String name = environment();
        Page page = open(visitor, REALM.person("admin"), "?name=" + name);
        press(page, "Change the policy");
        page.getByLabel("Tests").check();
        page.getByLabel("Approvals").fill("11");
        press(page, "Add a freeze");
        Locator freeze = page.locator("fieldset.freeze");
        freeze.getByLabel("Name").fill("Weekend");
        freeze.getByLabel("Time zone").fill("Middle/Earth");
        freeze.getByLabel("How often").selectOption("weekly");
        press(page, "Save the policy");
        assertThat(page.locator(".error").getByText("must be a whole number from 0 to 10"))
                .isVisible();
        visitor.pictures(page, "environments-refused");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();

        page.getByLabel("Approvals").fill("1");
        page.getByLabel("An approval is valid for").fill("P3DT12H");
        freeze.getByLabel("Time zone").fill("Europe/Zurich");
        freeze.getByLabel("Fri").check();
        freeze.getByLabel("From").last().fill("16:00");
        freeze.getByLabel("Until").last().fill("23:59");
        press(page, "Save the policy");

        assertThat(page.locator("#place")).containsText("every Friday, 16:00 to 23:59, Europe/Zurich");
        assertThat(page.locator("#place"))
                .containsText("One approver must agree; approvals are valid for 3 days 12 hours");
        assertThat(page.locator("#place-title")).isFocused();
        assertThat(page.locator("#place tbody tr")).hasCount(1);
        JsonNode policy = ADMIN.get(path(name)).expect(200);
        assertThat(policy.path("approvals").asInt()).isEqualTo(1);
        assertThat(policy.at("/freezes/0/days/0").asText()).isEqualTo("FRIDAY");

        // The page is made anew when somebody else changes it, and nobody loses the focus by that.
        change(name, Map.of("requiredEvidence", List.of(), "approvals", 2, "isFourEyes", false, "freezes", List.of()));
        assertThat(page.locator("#place")).containsText("2 approvers must agree");
        assertThat(page.locator("#place-title")).isFocused();
    }

    @Test
    void saysAtEachDayWhatIsWrongWithTheDays(Visitor visitor) {
        String name = environment();
        Page page = open(visitor, REALM.person("admin"), "?name=" + name);
        press(page, "Change the policy");
        press(page, "Add a freeze");
        Locator freeze = page.locator("fieldset.freeze");
        freeze.getByLabel("Name").fill("Weekend");
        freeze.getByLabel("Time zone").fill("Europe/Zurich");
        freeze.getByLabel("How often").selectOption("weekly");
        freeze.getByLabel("From").last().fill("16:00");
        freeze.getByLabel("Until").last().fill("23:59");
        press(page, "Save the policy");

        String rule = "It must have 1 to 7 elements.";
        assertThat(freeze.getByLabel("Mon")).isFocused();
        assertThat(freeze.getByLabel("Mon")).hasAccessibleDescription(rule);
        assertThat(freeze.getByLabel("Sun")).hasAccessibleDescription(rule);
        assertThat(freeze.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Days")))
                .hasAccessibleDescription(rule);
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void saysWhereAReleaseComesFromAndWhen(Visitor visitor) {
        String before = environment(400);
        String name = environment();
        Page page = open(visitor, REALM.person("admin"), "?name=" + name);
        press(page, "Change the policy");
        page.getByLabel("A release comes from").selectOption(before);
        page.getByLabel("It must have run there for").fill("2 hours");
        page.getByLabel("Promote automatically").check();
        page.getByLabel("Configuration is gated").check();
        page.getByLabel("Rollback is rehearsed").check();
        press(page, "Add a window");
        Locator window = page.locator("[data-member=windows] fieldset.freeze");
        window.getByLabel("Name").fill("Office hours");
        window.getByLabel("Time zone").fill("Europe/Berlin");
        window.getByLabel("How often").selectOption("weekly");
        window.getByLabel("Tue").check();
        window.getByLabel("From").last().fill("09:00");
        window.getByLabel("Until").last().fill("16:00");
        press(page, "Save the policy");
        assertThat(page.locator(".error").getByText("must be an ISO 8601 duration"))
                .isVisible();
        visitor.pictures(page, "environments-windows");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();

        page.getByLabel("It must have run there for").fill("PT2H");
        press(page, "Save the policy");
        assertThat(page.locator("#place"))
                .containsText("It must have run in " + before
                        + " for 2 hours without trouble; then it is promoted automatically");
        assertThat(page.locator("#place")).containsText("every Tuesday, 09:00 to 16:00, Europe/Berlin");
        assertThat(page.locator("#place")).containsText("Window “Office hours” added");
        JsonNode policy = ADMIN.get(path(name)).expect(200);
        assertThat(policy.path("promotesFrom").asText()).isEqualTo(before);
        assertThat(policy.path("soak").asText()).isEqualTo("PT2H");
        assertThat(policy.path("isPromotedAutomatically").asBoolean()).isTrue();
        assertThat(policy.path("isConfigurationGated").asBoolean()).isTrue();
        assertThat(policy.path("isRollbackRehearsed").asBoolean()).isTrue();
        assertThat(policy.at("/windows/0/days/0").asText()).isEqualTo("TUESDAY");
    }

    @Test
    void keepsTheInputWhenSomebodyElseWasFaster(Visitor visitor) {
        String name = environment();
        Page page = open(visitor, REALM.person("admin"), "?name=" + name);
        press(page, "Change the policy");
        page.getByLabel("Approvals").fill("3");
        change(
                name,
                Map.of("requiredEvidence", List.of("sbom"), "approvals", 1, "isFourEyes", false, "freezes", List.of()));
        press(page, "Save the policy");

        Locator conflict = page.locator(".conflict");
        assertThat(conflict).containsText("SBOM required");
        assertThat(conflict).containsText("Approvals: 1 instead of 0");
        assertThat(page.getByLabel("Approvals")).hasValue("3");
        assertThat(conflict.getByText("Overwrite with mine")).isVisible();
        assertThat(conflict.locator("button").first()).hasText("Keep theirs, discard mine");
        assertThat(conflict.locator("button").first()).isFocused();
        assertThat(page.getByText("Save the policy")).isHidden();
        assertThat(page.getByText("Cancel", new Page.GetByTextOptions().setExact(true)))
                .isHidden();
        assertThat(page.locator("#place tbody tr")).hasCount(1);
        visitor.pictures(page, "environments-conflict");
        assertThat(visitor.barriers(page)).isEmpty();

        press(page, "Overwrite with mine");

        assertThat(page.locator("#place")).containsText("3 approvers must agree");
        assertThat(page.locator("#place tbody tr")).hasCount(2);
    }

    /** As after an attempt whose answer was lost. */
    @Test
    void takesWhatIsThereAlreadyForSaved(Visitor visitor) {
        String name = environment();
        Page page = open(visitor, REALM.person("admin"), "?name=" + name);
        press(page, "Change the policy");
        page.getByLabel("Approvals").fill("3");
        change(name, Requests.policy(3, false));
        press(page, "Save the policy");

        assertThat(page.locator("#place")).containsText("3 approvers must agree");
        assertThat(page.locator("#place-title")).isFocused();
        assertThat(page.locator("#place tbody tr")).hasCount(1);
    }

    @Test
    @Tag("long")
    void keepsWhatSomebodyElseHasSavedWithoutTheHistory(Visitor visitor) {
        String name = environment();
        Page page = open(visitor, REALM.person("admin"), "?name=" + name);
        press(page, "Change the policy");
        page.getByLabel("Approvals").fill("3");
        change(name, Map.of("requiredEvidence", List.of(), "approvals", 1, "isFourEyes", false, "freezes", List.of()));
        Pattern history = Pattern.compile("/policy/history\\?");
        page.route(history, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        press(page, "Save the policy");
        assertThat(page.locator(".conflict")).containsText("Approvals: 1 instead of 0");
        page.unroute(history);
        press(page, "Keep theirs, discard mine");
        assertThat(page.locator("#place")).containsText("One approver must agree");
        assertThat(page.locator("#place tbody tr")).hasCount(1);
    }

    @Test
    void followsWhatOthersChange(Visitor visitor) {
        String name = environment();
        Page page = open(visitor, REALM.person("viewer"), "?name=" + name);
        assertThat(page.locator("#feed")).containsText("Live");
        change(name, Map.of("requiredEvidence", List.of(), "approvals", 4, "isFourEyes", false, "freezes", List.of()));
        assertThat(page.locator("#place")).containsText("4 approvers must agree");
    }

    @Test
    void listsWhatOthersAddWhileAPolicyIsChanged(Visitor visitor) {
        Page page = open(visitor, REALM.person("admin"), "?name=" + environment());
        assertThat(page.locator("#feed")).hasText("Live");
        press(page, "Change the policy");
        page.getByLabel("Approvals").fill("3");

        String other = environment();
        assertThat(page.locator("#places")).containsText(other);
        assertThat(page.getByLabel("Approvals")).hasValue("3");
        assertThat(page.getByLabel("Approvals")).isFocused();
    }

    @Test
    void keepsTheInputWhereTheReaderSkipsToTheContent(Visitor visitor) {
        Page page = open(visitor, REALM.person("admin"), "?name=" + environment());
        press(page, "Change the policy");
        page.getByLabel("Approvals").fill("3");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Skip to content"))
                .press("Enter");
        assertThat(page).hasURL(Pattern.compile("#main$"));
        assertThat(page.getByLabel("Approvals")).hasValue("3");
    }

    @Test
    @Tag("long")
    void showsTheRestOfTheHistoryAfterTryingAgain(Visitor visitor) {
        String name = environment();
        for (int change = 1; change <= 21; change++) {
            int approvals = change % 3;
            change(name, Requests.policy(approvals, false));
        }
        Page page = open(visitor, REALM.person("viewer"), "?name=" + name);
        // The oldest one that is read waits for the one before it.
        assertThat(page.locator("#place tbody tr")).hasCount(19);
        Pattern rest = Pattern.compile("/policy/history\\?(?!limit=20$)");
        page.route(rest, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        press(page, "Show more");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        press(page, "Show more");
        // It is disabled while it is asked for, twice.
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show more")))
                .isEnabled();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(1);

        page.unroute(rest);
        press(page, "Show more");
        assertThat(page.locator("#place tbody tr")).hasCount(21);
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void saysThatAFreezeHasBegun(Visitor visitor) {
        String name = environment();
        String from = LocalDateTime.now(ZoneOffset.UTC)
                .plusHours(1)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        Map<String, String> freeze =
                Map.of("name", "From now on", "zone", "UTC", "from", from, "until", "2120-01-01T00:00");
        change(
                name,
                Map.of("requiredEvidence", List.of(), "approvals", 0, "isFourEyes", false, "freezes", List.of(freeze)));
        Page page = visitor.page();
        page.clock().install();
        visitor.enter(page, REALM.person("admin"));
        page.navigate(ENVIRONMENTS + "?name=" + name);
        Locator place = page.locator("#place");
        Locator shown = place.getByRole(AriaRole.LISTITEM);
        assertThat(shown).containsText("to come");

        page.clock().fastForward("02:00:00");
        assertThat(shown).containsText("in force");

        press(page, "Change the policy");
        page.getByLabel("Approvals").fill("3");
        page.clock().fastForward("01:00");
        assertThat(page.getByLabel("Approvals")).hasValue("3");
    }

    @Test
    void doesNotTakeAnAdminForAnotherWhereTheRolesCannotBeRead(Visitor visitor) {
        String name = environment();
        Page page = visitor.page();
        page.route("**/api/v1/me", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        visitor.enter(page, REALM.person("admin"));
        page.navigate(ENVIRONMENTS + "?name=" + name);
        Locator notice = page.locator("#notice");
        assertThat(notice).containsText("Who you are could not be read");
        assertThat(page.locator("#place")).containsText("What a release needs to enter");
        assertThat(page.getByText("Only an admin can change it")).hasCount(0);
        assertThat(visitor.barriers(page)).isEmpty();

        page.unroute("**/api/v1/me");
        press(page, "Reload");
        assertThat(page.getByText("Change the policy")).isVisible();
        assertThat(notice).isHidden();
    }

    private static String environment() {
        return environment(500);
    }

    private static String environment(int rank) {
        String name = SCRATCH.name();
        ADMIN.post("/api/v1/environments", Map.of("name", name, "title", "Test " + name, "rank", rank))
                .expect(201);
        return name;
    }

    private static void change(String environment, Map<String, ?> policy) {
        Answer now = ADMIN.get(path(environment));
        ADMIN.put(path(environment), policy, "If-Match", now.header("ETag")).expect(200);
    }

    private static String path(String environment) {
        return "/api/v1/environments/" + environment + "/policy";
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static Page open(Visitor visitor, Realm.Person person, String query) {
        Page page = visitor.page();
        visitor.enter(page, person);
        page.navigate(ENVIRONMENTS + query);
        assertThat(page).hasURL(ENVIRONMENTS + query);
        assertThat(page.locator("#place[aria-busy]")).hasCount(0);
        assertThat(page.locator("#place-title")).isVisible();
        return page;
    }
}
