package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** People and their roles, as an admin looks after them. */
@OtherPages
class PeoplePageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PEOPLE = Line.running().ledger() + "/people/";

    @Test
    void tellsWhoIsNoAdminWhoMayHelp(Visitor visitor) {
        Realm.Person viewer = REALM.person("viewer");
        Page page = open(visitor, viewer, "");
        assertThat(page.getByText("Only admins see the people")).isVisible();
        assertThat(page.locator("#people")).containsText(viewer.name());
        assertThat(page.getByText("Invite somebody")).hasCount(0);
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
    }

    @Test
    void findsPeopleAndKeepsWhatIsSoughtInTheAddress(Visitor visitor) {
        Realm.Person sought = REALM.person("deployer");
        Page page = open(visitor, REALM.person("admin"), "?search=" + sought.name());
        Locator rows = page.locator("#people tbody tr");
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("deployer");

        page.getByLabel("Search").fill("nobody-of-that-name");
        assertThat(page.locator("#people")).containsText("Nobody matches");
        assertThat(page).hasURL(Pattern.compile("search=nobody-of-that-name"));
        page.getByText("Show everybody").click();
        assertThat(page).hasURL(PEOPLE);
        assertThat(rows.first()).isVisible();
        visitor.pictures(page, "people");
        visitor.handbook(page, "people", Map.of());
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
    }

    @Test
    void leavesTheSpaceBetweenTwoNames(Visitor visitor) {
        Page page = open(visitor, REALM.person("admin"), "");
        Locator search = page.getByLabel("Search");
        search.pressSequentially("Ann ");
        assertThat(page).hasURL(PEOPLE + "?search=Ann");
        search.pressSequentially("O'Neil");
        assertThat(page).hasURL(Pattern.compile("search=Ann\\+O%27Neil$"));
        assertThat(search).hasValue("Ann O'Neil");
    }

    @Test
    void invitesSomebodyAndShowsThePasswordOnce(Visitor visitor) {
        String name = Realm.name();
        Page page = open(visitor, REALM.person("admin"), "?search=" + name);
        page.getByText("Invite somebody").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        visitor.pictures(page, "people-invite");
        assertThat(visitor.barriers(page)).isEmpty();
        dialog.getByLabel("User name").fill("A B");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();
        assertThat(dialog.locator(".error:has-text('must be 3 to 63 of a-z')")).isVisible();
        assertThat(dialog.getByLabel("Given name")).isFocused();

        dialog.getByLabel("Given name").fill("Ann");
        dialog.getByLabel("Family name").fill("O'Neil");
        dialog.getByLabel("E-mail").fill(name + "@example.org");
        dialog.getByLabel("User name").fill(name);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();

        Locator secret = dialog.getByLabel("One-time password of " + name);
        assertThat(secret).isFocused();
        REALM.removePersonLater(name);
        String password = secret.inputValue();
        assertThat(REALM.admin().asksForANewPassword(name, password)).isTrue();
        visitor.pictures(page, "people-invited");
        assertThat(visitor.barriers(page)).isEmpty();
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(secret).isVisible();
        dialog.getByText("I have handed it over").click();
        assertThat(dialog).isHidden();
        assertThat(page.content()).doesNotContain(password);
        assertThat(page.locator("#people tbody tr")).containsText("Invited");
    }

    @Test
    void grantsARoleAndDisablesAfterAsking(Visitor visitor) {
        Realm.Person person = REALM.person("viewer");
        Page page = open(visitor, REALM.person("admin"), "?search=" + person.name());
        Locator row = page.locator("#people tbody tr");

        press(row, "Roles of " + person.name());
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("viewer")).isChecked();
        dialog.getByLabel("approver").check();
        dialog.getByText("Save").click();
        assertThat(row).containsText("approver");
        assertThat(button(row, "Roles of " + person.name())).isFocused();

        press(row, "Disable of " + person.name());
        assertThat(visitor.barriers(page)).isEmpty();
        dialog.getByText("Cancel").click();
        assertThat(row).containsText("Active");
        press(row, "Disable of " + person.name());
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Disable"))
                .click();
        assertThat(row).containsText("Disabled");
        assertThat(button(row, "Enable of " + person.name())).isFocused();

        press(row, "History of " + person.name());
        assertThat(dialog.getByRole(AriaRole.LISTITEM)).hasCount(2);
        assertThat(dialog.getByRole(AriaRole.LISTITEM).last()).containsText("viewer, approver");
    }

    @Test
    void showsTheRolesAsTheyAreNow(Visitor visitor) {
        Realm.Person person = REALM.person("deployer", "approver");
        Page page = open(visitor, REALM.person("admin"), "?search=" + person.name());
        Locator row = page.locator("#people tbody tr");
        assertThat(row).containsText("approver");
        give(person, "deployer");

        press(row, "Roles of " + person.name());
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator save = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"));
        assertThat(dialog.getByLabel("approver")).not().isChecked();
        give(person, "viewer");
        dialog.getByLabel("approver").check();
        save.click();
        assertThat(dialog.getByText("Nothing was saved")).isVisible();
        assertThat(dialog.getByLabel("viewer")).isChecked();
        assertThat(dialog.getByLabel("approver")).not().isChecked();

        dialog.getByLabel("approver").check();
        save.click();
        assertThat(row).containsText("approver");
        assertThat(row).not().containsText("deployer");
    }

    /** As after an attempt whose answer was lost. */
    @Test
    void takesRolesThatAreThereAlreadyForSaved(Visitor visitor) {
        Realm.Person person = REALM.person("viewer");
        Page page = open(visitor, REALM.person("admin"), "?search=" + person.name());
        Locator row = page.locator("#people tbody tr");
        press(row, "Roles of " + person.name());
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("viewer").uncheck();
        dialog.getByLabel("deployer").check();
        give(person, "deployer");
        dialog.getByText("Save").click();
        assertThat(row).containsText("deployer");
        assertThat(dialog).isHidden();
    }

    @Test
    void keepsTheDialogInUseWhenAnAnswerComesLate(Visitor visitor) {
        Realm.Person person = REALM.person("viewer");
        Page page = open(visitor, REALM.person("admin"), "?search=" + person.name());
        Locator row = page.locator("#people tbody tr");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        List<Route> held = new ArrayList<>();
        page.route("**/api/v1/people/*/enabled", held::add);
        press(row, "Disable of " + person.name());
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Disable"))
                .click();
        page.waitForCondition(() -> !held.isEmpty());
        press(row, "Roles of " + person.name());
        dialog.getByLabel("approver").check();

        held.get(0).fulfill(new Route.FulfillOptions().setStatus(503));
        // Once this is answered, the page has dealt with what was answered before.
        page.evaluate("() => fetch('/api/v1/me').then(answer => answer.text())");
        assertThat(dialog.getByLabel("approver")).isChecked();
        page.keyboard().press("Escape");
        assertThat(dialog).containsText("The ledger answered 503");
        dialog.getByText("Close").click();
        assertThat(dialog).isHidden();
    }

    private static void give(Realm.Person person, String role) {
        REALM.client("admin")
                .put("/api/v1/people/" + person.id() + "/roles", Map.of("roles", List.of(role)))
                .expect(200);
    }

    private static void press(Locator row, String name) {
        button(row, name).click();
    }

    private static Locator button(Locator row, String name) {
        return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private static Page open(Visitor visitor, Realm.Person person, String query) {
        Page page = visitor.page();
        page.navigate(PEOPLE + query);
        visitor.signIn(page, person);
        assertThat(page).hasURL(PEOPLE + query);
        assertThat(page.locator("#people[aria-busy]")).hasCount(0);
        return page;
    }
}
