package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page about what runs and should not, with alerts of a worker that no other test knows. */
@ExtendWith(Chromium.class)
class DriftPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private static final String LEDGER = Line.running().ledger().toString();

    @Test
    void letsAnAdminExplainAnAlert(Visitor visitor) throws SQLException {
        UUID drift = raise("hotfix.war");
        Page page = visitor.page();
        page.navigate(LEDGER + "/");
        visitor.signIn(page, REALM.person("viewer", "admin"));
        page.locator("#attention a[href$='" + drift + "']").click();
        Locator card = page.locator("#open .wanted");
        assertThat(card).containsText("hotfix.war in " + SHOP.environment());
        assertThat(card).containsText("No release accounts for it.");
        card.getByText("Explain it").click();
        visitor.pictures(page, "drift");
        assertThat(visitor.barriers(page)).isEmpty();

        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Explain"))
                .click();
        Locator note = card.getByLabel("Note");
        assertThat(note).hasAttribute("aria-invalid", "true");
        assertThat(note).isFocused();
        note.fill("A tool for one night.\nIt goes tomorrow.");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Explain"))
                .click();

        Locator ended = page.locator("#history")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(SHOP.environment()));
        assertThat(ended).containsText("A tool for one night.");
        assertThat(page.locator("#open").getByText("hotfix.war in " + SHOP.environment()))
                .hasCount(0);
        assertThat(page.locator("#history-title")).isFocused();
    }

    @Test
    void offersNoExplanationToOthers(Visitor visitor) throws SQLException {
        UUID drift = raise("other.war");
        Page page = visitor.page();
        page.navigate(LEDGER + "/drift/?id=" + drift);
        visitor.signIn(page, REALM.person("viewer", "deployer", "approver"));
        assertThat(page.locator("#open .wanted")).isVisible();
        assertThat(page.getByText("Explain it")).hasCount(0);
    }

    private static UUID raise(String archive) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection database = Line.running().database();
                PreparedStatement insert = database.prepareStatement("""
                        insert into drift (id, service_id, environment_id, worker, archive, kind, artifact_digest, detected_at)
                        select ?, s.id, e.id, ?, ?, 'unknown-content', 'sha256:' || repeat('ab', 32), now()
                        from service s, environment e where s.name = ? and e.name = ?""")) {
            insert.setObject(1, id);
            insert.setString(2, SHOP.environment());
            insert.setString(3, archive);
            insert.setString(4, SHOP.service());
            insert.setString(5, SHOP.environment());
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        return id;
    }
}
