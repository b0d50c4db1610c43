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
import dev.slipway.line.TestAgent;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page about what runs and should not, with alerts of a worker that no other test knows. */
@OtherPages
class DriftPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    private static final TestAgent AGENT = new TestAgent(REALM, SHOP.service(), SHOP.environment());
    private static final String LEDGER = Line.running().ledger().toString();

    @Test
    void letsAnAdminExplainAnAlert(Visitor visitor) {
        UUID drift = raise("hotfix.war");
        Page page = openByAttention(visitor, drift, "viewer", "admin");
        Locator card = page.locator("#open .wanted");
        assertThat(card).containsText("hotfix.war in " + SHOP.environment());
        assertThat(card).containsText("Unknown archive.");
        card.getByText("Explain it").click();
        visitor.pictures(page, "drift");
        visitor.handbook(page, "drift", Map.of(SHOP.service(), "shop", SHOP.environment(), "production"));
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

        page.reload();
        assertThat(card).containsText("It has ended.");
        assertThat(card).containsText("A tool for one night.");
        assertThat(visitor.barriers(page)).isEmpty();
        page.navigate(LEDGER + "/drift/?id=" + UUID.randomUUID());
        assertThat(page.locator("#open")).containsText("There is no such drift.");
    }

    @Test
    void offersNoExplanationToOthers(Visitor visitor) {
        UUID drift = raise("other.war");
        Page page = visitor.open(LEDGER + "/drift/?id=" + drift, REALM.person("viewer", "deployer", "approver"));
        assertThat(page.locator("#open .wanted")).isVisible();
        assertThat(page.getByText("Explain it")).hasCount(0);
    }

    @Test
    void bringsTheWorkersInLine(Visitor visitor) {
        String newer = SHOP.release("1.4.0").path("artifactDigest").asText();
        String older = SHOP.release("1.3.0").path("artifactDigest").asText();
        String first = run("1", newer);
        String second = run("2", older);
        Page page = visitor.open(LEDGER + "/drift/", REALM.person("viewer", "deployer"));
        assertThat(page.locator("#feed")).hasText("Live");
        Locator card = page.locator("#skews .skew")
                .filter(new Locator.FilterOptions().setHasText(SHOP.environment() + " differ in 1 archive"));
        assertThat(card).containsText("shop.war: " + first + " runs 1.4.0, " + second + " runs 1.3.0");
        assertThat(page.locator("#workers .skewed").filter(new Locator.FilterOptions().setHasText("1.3.0")))
                .containsText("differs");
        visitor.pictures(page, "skew");
        assertThat(visitor.barriers(page)).isEmpty();

        card.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("shop.war");
        assertThat(visitor.barriers(page)).isEmpty();
        agree(page);
        assertThat(card).containsText("Sync requested");
        assertThat(card.getByRole(AriaRole.BUTTON)).hasCount(0);
        assertThat(page.locator("#workers-title")).isFocused();

        askEarlier();
        page.reload();
        assertThat(card).containsText("No agent has claimed it for 30 s. On the line’s machine: ./slipway status");
        page.evaluate("window.isSamePage = true");
        assertThat(AGENT.claim().path("kind").asText()).isEqualTo("sync");
        assertThat(card).containsText("Syncing");
        AGENT.endSync("failed", second + " does not answer.");
        assertThat(card).containsText(second + " does not answer.");
        assertThat(card.getByRole(AriaRole.BUTTON)).isVisible();

        card.getByRole(AriaRole.BUTTON).click();
        // Only now: any event has the page read this, and it offers no button where the workers run the same.
        run("2", newer);
        agree(page);
        Locator after = page.locator("#skews .skew")
                .filter(new Locator.FilterOptions().setHasText(SHOP.environment() + " run the same"));
        assertThat(after).containsText("Sync requested");
        assertThat(after.getByRole(AriaRole.BUTTON)).hasCount(0);
        AGENT.claim();
        AGENT.endSync("done", "They ran the same.");
        assertThat(after).containsText("Synced");
        assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);
    }

    @Test
    void offersItsOwnServiceToWhoDeploysThatAlone(Visitor visitor) {
        differ("c", "d");
        Page page = visitor.open(LEDGER + "/drift/", REALM.person(REALM.serviceRole(SHOP.service())));
        Locator card = page.locator("#skews .skew").filter(new Locator.FilterOptions().setHasText(SHOP.environment()));
        assertThat(card.getByRole(AriaRole.BUTTON)).hasText("Sync " + SHOP.service());
        assertThat(page.locator("#skews").getByText("Sync the workers")).hasCount(0);

        card.getByRole(AriaRole.BUTTON).click();
        agree(page);
        assertThat(card).containsText("Sync requested");
        JsonNode work = AGENT.claim();
        assertThat(work.path("service").asText()).isEqualTo(SHOP.service());
        AGENT.endSync("done", "They run the same.");
        // The workers' reports still differ.
        assertThat(card.getByRole(AriaRole.BUTTON)).hasText("Sync " + SHOP.service());
        assertThat(card.locator(".sync")).hasCount(0);
    }

    @Test
    void offersNoSyncToViewers(Visitor visitor) {
        differ("a", "b");
        Page page = visitor.open(LEDGER + "/drift/", REALM.person("viewer"));
        assertThat(page.locator("#skews .skew").filter(new Locator.FilterOptions().setHasText(SHOP.environment())))
                .isVisible();
        assertThat(page.locator("#skews").getByRole(AriaRole.BUTTON)).hasCount(0);
    }

    @Test
    @Tag("long")
    void asksForNothingInTheNameOfWhoSignedInSince(Visitor visitor) {
        differ("e", "f");
        Page page = visitor.open(LEDGER + "/drift/", REALM.person("viewer", "deployer"));
        assertThat(page.locator("#feed")).hasText("Live");
        Locator card = page.locator("#skews .skew")
                .filter(new Locator.FilterOptions().setHasText(SHOP.environment() + " differ"));
        // What is not loaded when the session ends would keep the notice.
        assertThat(page.locator("[aria-busy]")).hasCount(0);
        AtomicInteger sent = new AtomicInteger();
        page.route("**/api/v1/syncs", route -> {
            if (sent.incrementAndGet() == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(401));
            } else {
                route.resume();
            }
        });
        card.getByRole(AriaRole.BUTTON).click();
        agree(page);
        Locator notice = page.locator("#notice");
        assertThat(notice).containsText("Your session has ended");

        page.route(
                "**/api/v1/me",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"name\":\"eve\",\"roles\":[\"viewer\",\"deployer\"],\"deploys\":[\"*\"]}")));
        card.getByRole(AriaRole.BUTTON).click();
        agree(page);
        assertThat(notice).containsText("You are signed in as eve now");
        assertThat(sent).hasValue(1);

        page.unroute("**/api/v1/me");
        card.getByRole(AriaRole.BUTTON).click();
        agree(page);
        assertThat(card).containsText("Sync requested");
        assertThat(notice).isHidden();
        AGENT.claim();
        AGENT.endSync("done", "They run the same.");
    }

    private static void agree(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sync").setExact(true))
                .click();
    }

    /** Has the sync that is open asked for 40 seconds ago, and those of other tests as much earlier. */
    private static void askEarlier() {
        Database.execute("""
                update sync set requested_at = requested_at - interval '40 s'
                where environment_id = (select id from environment where name = ?)""", SHOP.environment());
    }

    /** Has two workers run different archives, whose digests are made of these digits. */
    private static void differ(String first, String second) {
        run("1", "sha256:" + first.repeat(64));
        run("2", "sha256:" + second.repeat(64));
    }

    /** Has a worker that is in the database alone run an archive. */
    private static String run(String worker, String digest) {
        String name = SHOP.environment() + "-" + worker;
        Database.execute("""
                insert into worker (name, environment_id, last_seen_at)
                select ?, id, now() + interval '10 minutes' from environment where name = ?
                on conflict (name) do nothing""", name, SHOP.environment());
        Database.update("""
                insert into worker_archive (worker, archive, service_id, artifact_digest, is_enabled)
                select ?, 'shop.war', id, ?, true from service where name = ?
                on conflict (worker, archive) do update set artifact_digest = excluded.artifact_digest""", name, digest, SHOP.service());
        return name;
    }

    @Test
    void saysHowToMendAConfiguration(Visitor visitor) {
        String group = SHOP.service() + "-" + SHOP.environment();
        UUID drift = raise("configuration", "altered-configuration", group + "-1");
        Page page = openByAttention(visitor, drift, "viewer");
        Locator card = page.locator("#open .wanted");
        assertThat(card).containsText("configuration of " + SHOP.service() + " in " + SHOP.environment());
        assertThat(card).containsText("It was changed by hand before the worker was started with it.");
        assertThat(card).containsText(group + "-1");
        assertThat(card).containsText("slipway restart " + SHOP.service() + " --environment " + SHOP.environment());
        assertThat(card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy the command")))
                .isVisible();
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void showsTheProblemAndNoOtherDriftWhereAFilterFails(Visitor visitor) {
        raise("filtered.war");
        Page page = visitor.openWithoutEvents(LEDGER + "/drift/?service=" + SHOP.service(), REALM.person("viewer"));
        Locator open = page.locator("#open");
        Locator history = page.locator("#history");
        assertThat(open).containsText("filtered.war");
        assertThat(history).not().hasAttribute("aria-busy", "true");

        Pattern list = Pattern.compile("/api/v1/drifts\\?");
        page.route(list, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.locator("#filter-service").selectOption("");
        assertThat(open.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(open).not().containsText("filtered.war");
        assertThat(history.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(page.locator("#history-more")).isHidden();

        page.unroute(list);
        open.getByText("Try again").click();
        assertThat(open).containsText("filtered.war");
    }

    @Test
    @Tag("long")
    void saysBesideTheButtonWhyThereIsNoMoreHistory(Visitor visitor) {
        Page page = visitor.page();
        page.route(
                Pattern.compile("/api/v1/drifts\\?state=cleared"),
                route -> route.fulfill(
                        route.request().url().contains("limit=100")
                                ? new Route.FulfillOptions().setStatus(503)
                                : new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setHeaders(Map.of("Link", "</api/v1/drifts?after=a>; rel=\"next\""))
                                        .setBody("{\"items\":[]}")));
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(LEDGER + "/drift/");
        Locator more = page.locator("#history-more");
        more.getByText("Show more").click();
        assertThat(more.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");
        assertThat(page.locator("#history")).containsText("No drift has ended yet");
    }

    /** From the ledger's first page. */
    private static Page openByAttention(Visitor visitor, UUID drift, String... roles) {
        Page page = visitor.page();
        SHOP.narrow(page, "drifts");
        visitor.enter(page, REALM.person(roles));
        page.navigate(LEDGER + "/");
        page.locator("#attention a[href$='" + drift + "']").click();
        return page;
    }

    private static UUID raise(String archive) {
        return raise(archive, "unknown-content", SHOP.environment());
    }

    private static UUID raise(String archive, String kind, String worker) {
        UUID id = UUID.randomUUID();
        Database.update("""
                insert into drift (id, service_id, environment_id, worker, archive, kind, artifact_digest, detected_at)
                select ?, s.id, e.id, ?, ?, ?, 'sha256:' || repeat('ab', 32), now()
                from service s, environment e where s.name = ? and e.name = ?""", id, worker, archive, kind, SHOP.service(), SHOP.environment());
        return id;
    }
}
