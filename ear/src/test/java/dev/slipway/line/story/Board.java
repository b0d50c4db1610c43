package dev.slipway.line.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.browser.Visitor;
import java.util.regex.Pattern;

/** What an approver does in a browser, from the promotion board on. */
final class Board {
    private static final String LEDGER = Line.running().ledger().toString();
    /** The soak time, and a deployment. */
    private static final double PATIENCE_MILLISECONDS = 180_000;

    private Board() {}

    /** The board of one service, for somebody who signs in. */
    static Page open(Visitor visitor, Realm.Person person, String service) {
        Page page = visitor.page();
        page.navigate(LEDGER + "/?service=" + service);
        visitor.signIn(page, person);
        assertThat(page.locator("#feed")).hasText("Live");
        return page;
    }

    /** Goes from the board to what waits, and approves it; stays on the request's page. */
    static void approve(Visitor visitor, Page page, String version, String comment) {
        Locator way = way(page, version);
        assertThat(way).containsText("is ahead by 2 releases and 2 commits");
        assertThat(way).containsText(Pattern.compile("Soaking|Needs approval"));
        visitor.pictures(page, "story-board-waiting");
        assertThat(visitor.barriers(page)).isEmpty();
        way.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Approve or refuse"))
                .click();
        assertThat(page.locator("#facts")).containsText("where it ran");
        Locator decision = page.locator("#decision");
        decision.getByLabel("Comment").fill(comment);
        decision.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();
        assertThat(page.locator("#approvals")).containsText(comment);
    }

    /** What the request's page says in the end, by itself. */
    static void sees(Page page, String words) {
        assertThat(page.locator("#now"))
                .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLISECONDS));
    }

    /** From the board to the rollback's page, which says what came back with it. */
    static void showsARollback(Visitor visitor, Page page, JsonNode rollback, String from) {
        String version = rollback.path("version").asText();
        Locator live = page.locator("#live a[href$='" + rollback.path("id").asText() + "']");
        assertThat(live).containsText(version);
        assertThat(way(page, from)).containsText("is ahead");
        visitor.pictures(page, "story-board-back");
        assertThat(visitor.barriers(page)).isEmpty();
        live.click();
        Locator changes = page.locator("#changes");
        assertThat(page.locator("#top")).containsText("rollback");
        assertThat(changes).containsText(version);
        Locator differences = changes.getByRole(AriaRole.ROW);
        Locator greeting = differences.filter(new Locator.FilterOptions().setHasText("GREETING"));
        assertThat(greeting).containsText("good night");
        assertThat(greeting).containsText("hello");
        assertThat(differences.filter(new Locator.FilterOptions().setHasText("API_KEY")))
                .containsText("secret, changed");
        visitor.pictures(page, "story-deployment-back");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    /** The way that a version goes. */
    private static Locator way(Page page, String version) {
        return page.locator("#live .way.open").filter(new Locator.FilterOptions().setHasText(version));
    }
}
