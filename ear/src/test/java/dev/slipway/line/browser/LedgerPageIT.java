package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.TestAgent;
import dev.slipway.line.Wars;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's first page, from the address that somebody was sent to until after signing out. */
@OtherPages
class LedgerPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Shop SHOP = new Shop(REALM.client("admin"));

    /** The ledger promises five seconds; the rest is for what else the machine does. */
    private static final double PROMPTLY_MILLISECONDS = 60_000;

    /** For what is looked at again and again. */
    private static final double LOOK_MILLISECONDS = 5_000;

    private static final String LEDGER = Line.running().ledger().toString();

    /** Scrolls a dialog until its comment is where its buttons are, and moves the focus there; tells how far the comment is above them then. */
    private static final String FOCUS_BELOW_BUTTONS = """
            (dialog) => {
              const field = dialog.querySelector('textarea');
              const bottomOf = (node) => node.getBoundingClientRect().bottom;
              document.activeElement.blur();
              dialog.scrollTop += bottomOf(field) - bottomOf(dialog) + 90;
              field.focus();
              return dialog.querySelector('.form > .actions').getBoundingClientRect().top - bottomOf(field);
            }
            """;

    private static final String HIDES_THE_TIME = """
            {
              const get = Headers.prototype.get;
              Headers.prototype.get = function (name) {
                return name === 'Date' ? null : get.call(this, name);
              };
            }
            """;

    /** The titles of the environments that are not beside those before them, or reach out of their service's row. */
    private static final String OUT_OF_ROW = """
            () => {
              const places = [...document.querySelectorAll('#live .place')];
              const row = places[0].closest('.row').getBoundingClientRect();
              const boxes = places.map((place) => place.getBoundingClientRect());
              const isOut = ({ top, left, right }, i) => top !== boxes[0].top || right > row.right || (i > 0 && left < boxes[i - 1].right);
              return places.filter((_, i) => isOut(boxes[i], i)).map((place) => place.querySelector('h4').textContent);
            }
            """;

    private static final String DEEP_LINK = LEDGER + "/?service=slipway&outcome=succeeded";

    @Test
    void showsWhatIsLiveOnceSignedIn(Visitor visitor) {
        Realm.Person viewer = REALM.person("viewer");
        JsonNode live = Caller.pipeline()
                .get("/api/v1/deployments?live=true&service=slipway&environment=production")
                .expect(200)
                .path("items")
                .get(0);
        Page page = visitor.page();

        page.navigate(DEEP_LINK);
        page.waitForURL(url -> url.startsWith(Line.running().auth() + "/realms/slipway/"));
        visitor.signIn(page, viewer);

        assertThat(page).hasURL(DEEP_LINK);
        assertThat(page.locator("#me")).containsText(viewer.name());
        assertThat(page.locator("#me")).containsText("viewer");
        Locator row = row(page, "Slipway");
        assertThat(row).containsText(live.path("version").asText());
        assertThat(row).containsText("by " + live.path("actor").asText());
        assertThat(row.locator("time"))
                .hasAttribute("datetime", live.path("finishedAt").asText());
        assertThat(page.locator("#deployments"))
                .containsText(live.path("version").asText());
        assertThat(page.getByLabel("Service")).hasValue("slipway");
        assertThat(page.getByLabel("Outcome")).hasValue("succeeded");

        visitor.pictures(page, "ledger");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void endsTheSessionEverywhereOnSigningOut(Visitor visitor) {
        Realm.Person viewer = REALM.person("viewer");
        Page page = visitor.page();
        page.navigate(LEDGER + "/");
        visitor.signIn(page, viewer);
        assertThat(page.locator("#me")).containsText(viewer.name());
        assertThat(REALM.admin().sessions(viewer)).isEqualTo(1);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();

        assertThat(page).hasURL(LEDGER + "/signed-out/");
        assertThat(REALM.admin().sessions(viewer)).isZero();
        visitor.pictures(page, "signed-out");
        assertThat(visitor.barriers(page)).isEmpty();

        page.goBack();
        assertThat(page.locator("#password")).isVisible();
        assertThat(page.getByText(viewer.name())).hasCount(0);

        page.navigate(DEEP_LINK);
        assertThat(page.locator("#password")).isVisible();
    }

    /** As where httpd closes a connection because of what the page before it had cancelled. */
    @Test
    void loadsAgainWhenItsFilesGetLost(Visitor visitor) {
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer"));
        AtomicInteger loads = loseFirstFiles(page);
        page.navigate(LEDGER + "/");
        assertThat(page.locator("#attention .card, #attention .calm").first()).isVisible();
        assertThat(loads).hasValue(2);
    }

    @Test
    void loadsAgainWhenAReloadLosesItsFiles(Visitor visitor) {
        Page page = visitor.open(LEDGER + "/", REALM.person("viewer"));
        assertThat(page.locator("#attention .card, #attention .calm").first()).isVisible();
        AtomicInteger loads = loseFirstFiles(page);
        page.reload();
        assertThat(page.locator("#attention .card, #attention .calm").first()).isVisible();
        assertThat(loads).hasValue(2);
    }

    /** Loses what the next load asks for; counts the loads. */
    private static AtomicInteger loseFirstFiles(Page page) {
        AtomicInteger loads = new AtomicInteger();
        page.onFrameNavigated(frame -> loads.incrementAndGet());
        page.route("**/assets/**", route -> {
            if (loads.get() < 2) {
                route.abort("connectionreset");
            } else {
                route.resume();
            }
        });
        return loads;
    }

    /** Only once: a script that is gone for good must not have the page load for ever. */
    @Test
    void loadsAgainOnlyOnce(Visitor visitor) {
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer"));
        AtomicInteger asked = new AtomicInteger();
        page.route("**/ledger.js", route -> {
            asked.incrementAndGet();
            route.abort("connectionreset");
        });
        page.navigate(LEDGER + "/");
        page.waitForCondition(() -> asked.get() == 2);
        page.waitForLoadState();
        page.evaluate("new Promise((done) => setTimeout(done, 500))");
        assertThat(asked).hasValue(2);
    }

    @Test
    void saysThatThePasswordIsWrong(Visitor visitor) {
        Realm.Person viewer = REALM.person("viewer");
        Page page = visitor.page();
        page.navigate(DEEP_LINK);
        visitor.pictures(page, "login");
        assertThat(visitor.barriers(page)).isEmpty();

        visitor.signIn(page, new Realm.Person(viewer.id(), viewer.name(), "wrong"));

        assertThat(page.getByText("Invalid username or password")).isVisible();
        assertThat(visitor.barriers(page)).isEmpty();
        visitor.signIn(page, viewer);
        assertThat(page).hasURL(DEEP_LINK);
    }

    /** As by a reload of httpd, when the request goes out just then. */
    @Test
    void asksAgainWhereTheConnectionIsLost(Visitor visitor) {
        SHOP.release("0.9.0");
        SHOP.deployment("0.9.0", Map.of());
        Page page = visitor.page();
        AtomicInteger asked = new AtomicInteger();
        page.route("**/api/v1/deployments?*", route -> {
            if (asked.incrementAndGet() == 1) {
                route.abort("connectionreset");
            } else {
                route.resume();
            }
        });
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(LEDGER + "/?service=" + SHOP.service());
        assertThat(page.locator("#deployments .entry").first()).containsText("0.9.0");
        assertThat(page.getByText("does not answer")).hasCount(0);
        assertThat(asked).hasValueGreaterThan(1);
    }

    @Test
    void asksAgainWhoIsSignedIn(Visitor visitor) {
        Realm.Person viewer = REALM.person("viewer");
        Page page = visitor.page();
        AtomicInteger asked = new AtomicInteger();
        page.route("**/api/v1/me", route -> {
            // What is read is asked for once more by itself; the page asks anew when that was in vain, too.
            if (asked.incrementAndGet() <= 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            } else {
                route.resume();
            }
        });
        visitor.enter(page, viewer);
        page.navigate(LEDGER + "/?service=" + SHOP.service());
        assertThat(page.locator("#live .row").first()).isVisible();
        SHOP.release("0.8.0");
        SHOP.deployment("0.8.0", Map.of());
        assertThat(page.locator("#me")).containsText(viewer.name());
        assertThat(asked).hasValueGreaterThan(2);
    }

    @Test
    void filtersByTheAddressAndKeepsItThere(Visitor visitor) {
        SHOP.release("1.0.0");
        SHOP.deployment("1.0.0", Map.of("outcome", "failed"));
        SHOP.deployment("1.0.0", Map.of());
        Page page = visitor.open(LEDGER + "/?outcome=failed&service=" + SHOP.service(), REALM.person("viewer"));
        Locator outcome = page.getByLabel("Outcome");
        Locator entries = page.locator("#deployments .entry");
        assertThat(outcome).hasValue("failed");
        assertThat(entries).hasCount(1);
        assertThat(entries).containsText("Failed");

        outcome.selectOption("succeeded");
        assertThat(page).hasURL(Pattern.compile("outcome=succeeded"));
        assertThat(entries.getByText("Failed")).hasCount(0);
        assertThat(entries.first()).containsText("Succeeded");

        page.goBack();
        assertThat(outcome).hasValue("failed");
        assertThat(entries).containsText("Failed");

        page.getByLabel("Search").fill("no such version");
        assertThat(page.getByText("No deployment matches these filters")).isVisible();
        assertThat(page).hasURL(Pattern.compile("search=no\\+such\\+version"));
        page.locator("#deployments")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Clear filters"))
                .click();
        assertThat(page).hasURL(LEDGER + "/");
        assertThat(page.getByLabel("Search")).hasValue("");
        assertThat(page.locator("#deployments-title")).isFocused();

        page.goBack();
        assertThat(page.getByLabel("Search")).hasValue("no such version");
    }

    @Test
    void showsADeploymentAsItIsRecordedAndLeavesTheReaderAlone(Visitor visitor) {
        SHOP.release("2.0.0");
        Page page = visitor.open(LEDGER + "/?service=" + SHOP.service(), REALM.person("viewer"));
        assertThat(page.locator("#feed")).hasText("Live");
        Locator search = page.getByLabel("Search");
        search.pressSequentially("2.0");
        assertThat(page).hasURL(Pattern.compile("search=2\\.0(&|$)"));
        assertThat(page.locator("#deployments[aria-busy]")).hasCount(0);
        assertThat(page.getByText("No deployment matches these filters")).isVisible();
        page.evaluate("window.isSamePage = true");

        String id = SHOP.deployment("2.0.0", Map.of()).path("id").asText();

        assertThat(page.locator("#deployments a[href$='" + id + "']")).containsText(SHOP.service());
        assertThat(page.locator("#live a[href$='" + id + "']")).hasText("2.0.0");
        assertThat(page.locator("#status")).containsText(SHOP.service() + " 2.0.0 succeeded");
        assertThat(search).isFocused();
        assertThat(search).hasValue("2.0");
        assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);
    }

    @Test
    void readsTheDeploymentsAgainThatCouldNotBeRead(Visitor visitor) {
        SHOP.release("2.2.0");
        Page page = visitor.open(LEDGER + "/?service=" + SHOP.service(), REALM.person("viewer"));
        assertThat(page.locator("#feed")).hasText("Live");
        assertThat(page.locator("[aria-busy]")).hasCount(0);
        Pattern list = Pattern.compile("/api/v1/deployments\\?.*limit=20$");
        page.route(list, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        String id = SHOP.deployment("2.2.0", Map.of()).path("id").asText();
        assertThat(page.locator("#feed")).hasText("Reconnecting");

        page.unroute(list);
        assertThat(page.locator("#deployments a[href$='" + id + "']")).containsText("2.2.0");
        assertThat(page.locator("#feed")).hasText("Live");
    }

    @Test
    void listsNothingOfTheFormerFiltersAfterAFailedLoad(Visitor visitor) {
        SHOP.release("2.3.0");
        SHOP.release("2.4.0");
        SHOP.deployment("2.3.0", Map.of());
        SHOP.deployment("2.4.0", Map.of());
        Page page = visitor.open(LEDGER + "/?service=" + SHOP.service(), REALM.person("viewer"));
        Locator deployments = page.locator("#deployments");
        assertThat(page.locator("#feed")).hasText("Live");
        assertThat(deployments).containsText("2.3.0");
        Pattern list = Pattern.compile("/api/v1/deployments\\?.*limit=20$");
        page.route(list, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.getByLabel("Search").fill("2.4.0");
        assertThat(deployments.getByRole(AriaRole.ALERT)).containsText("The ledger answered 503");

        page.unroute(list);
        String id = SHOP.deployment("2.4.0", Map.of()).path("id").asText();
        assertThat(deployments.locator("a[href$='" + id + "']")).containsText("2.4.0");
        assertThat(deployments.getByText("2.3.0")).hasCount(0);
    }

    @Test
    void namesTheDaysAnewAtMidnight(Visitor visitor) {
        SHOP.release("2.1.0");
        JsonNode deployment = SHOP.deployment("2.1.0", Map.of());
        Instant noon = Instant.parse(deployment.path("startedAt").asText())
                .truncatedTo(ChronoUnit.DAYS)
                .plus(12, ChronoUnit.HOURS);
        Page page = visitor.page();
        page.clock().install(new Clock.InstallOptions().setTime(noon.toEpochMilli()));
        // The page goes by the ledger's clock, unless no answer tells its time.
        page.addInitScript(HIDES_THE_TIME);
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(LEDGER + "/?service=" + SHOP.service());
        Locator day = page.locator("#deployments .day")
                .filter(new Locator.FilterOptions().setHasText("2.1.0"))
                .getByRole(AriaRole.HEADING);
        assertThat(day).hasText("Today");
        Locator link =
                page.locator("#deployments a[href$='" + deployment.path("id").asText() + "']");
        link.focus();

        page.clock().fastForward("24:00:00");

        assertThat(day).hasText("Yesterday");
        assertThat(link).isFocused();
    }

    @Test
    void saysWhoIsDeployingWhileTheyHoldTheLock(Visitor visitor) {
        Page page = visitor.page();
        SHOP.narrow(page, "locks");
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(LEDGER + "/");
        assertThat(page.locator("#feed")).hasText("Live");
        JsonNode lock = SHOP.caller()
                .post(
                        "/api/v1/locks",
                        Map.of("environment", SHOP.environment(), "reason", "Deploys 3.0.0", "seconds", 600))
                .expect(201);
        Locator held = page.locator("#attention li")
                .filter(new Locator.FilterOptions().setHasText("is deploying to " + SHOP.environment()));
        assertThat(held)
                .hasText(Pattern.compile(lock.path("holder").asText() + " is deploying to " + SHOP.environment()
                        + ": Deploys 3\\.0\\.0, since \\d\\d:\\d\\d:\\d\\d"));
        String address = "/api/v1/locks/" + lock.path("id").asText();
        // Its end by itself tells nobody.
        SHOP.caller().put(address, Map.of("seconds", 5)).expect(200);
        assertThat(held).hasCount(0);
    }

    @Test
    void showsWhatTheCommandLineDoes(Visitor visitor, @TempDir Path folder) {
        String archive = SHOP.service() + ".war";
        Path file = folder.resolve(archive);
        Wars.page("It runs.").as(ZipExporter.class).exportTo(file.toFile());
        Realm.Person person = REALM.person("deployer");
        Page page = visitor.open(LEDGER + "/?environment=production&service=" + SHOP.service(), REALM.person("viewer"));
        assertThat(page.locator("#feed")).hasText("Live");
        page.evaluate("window.isSamePage = true");
        Locator entries = page.locator("#deployments .entry");
        try {
            Command.cli(Caller.person(person), "deploy " + file).run().expectSuccess();
            Instant done = Instant.now();
            assertThat(entries).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PROMPTLY_MILLISECONDS));
            System.out.println("on the page by cli: after "
                    + Duration.between(done, Instant.now()).toMillis() + " ms");
            assertThat(entries).containsText(person.name());
            assertThat(entries).containsText("CLI");
            assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);
        } finally {
            Management.remove(archive);
        }
    }

    @Test
    void promotesPastWhatKeepsIt(Visitor visitor) {
        SHOP.archived("5.0.0");
        SHOP.archived("5.1.0");
        String next = ahead(SHOP, "5.1.0", "5.0.0");
        SHOP.policy(next, 1);
        Page page = visitor.open(LEDGER + "/?service=" + SHOP.service(), REALM.person("viewer", "deployer"));
        Locator way = row(page, "Test " + SHOP.service()).locator(".way.open");
        show(way);
        assertThat(way).containsText("5.1.0 is ahead");
        assertThat(way).containsText("Needs approval");
        assertThat(way).containsText("0 of 1 approval given");
        visitor.pictures(page, "board");
        visitor.handbook(
                page, "ledger", Map.of(SHOP.service(), "shop", SHOP.environment(), "staging", next, "production"));
        assertThat(visitor.barriers(page)).isEmpty();

        Locator promote = page.locator("#promote-" + SHOP.service() + "-to-" + next);
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        promote.press("Enter");
        showsAFocusedFieldInASmallWindow(page, dialog);
        assertThat(promote).isFocused();

        page.evaluate("window.isSamePage = true; document.querySelector('.board').dataset.isFormer = true");
        SHOP.policy(next, 0);
        assertThat(page.locator(".board[data-is-former]")).hasCount(0);
        assertThat(promote).isFocused();
        await().pollInSameThread().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            show(way);
            assertThat(way.getByText("Needs approval"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(LOOK_MILLISECONDS));
        });
        assertThat(promote).containsText(Pattern.compile("^Promote "));
        assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);
        promote.press("Enter");
        assertThat(dialog).containsText("5.0.0 becomes 5.1.0");
        assertThat(dialog).containsText("The very archive that ran in Test " + SHOP.environment());
        assertThat(dialog).containsText("No new Flyway scripts in db/migration.");
        assertThat(dialog).containsText("Nothing was ever set in either.");
        visitor.pictures(page, "promotion-dialog");
        assertThat(visitor.barriers(page)).isEmpty();
        page.keyboard().press("Escape");
        assertThat(promote).isFocused();

        promote.press("Enter");
        dialog.getByLabel("Comment").fill("Tested by all.");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Promote"))
                .click();
        assertThat(page).hasURL(Pattern.compile("/requests/\\?id="));
        assertThat(page.locator("#top")).containsText("Tested by all.");
        assertThat(page.locator("#facts")).containsText(SHOP.environment() + ", where it ran");

        TestAgent agent = new TestAgent(REALM, SHOP.service(), next);
        agent.claim();
        page.navigate(LEDGER + "/?service=" + SHOP.service());
        assertThat(way).containsText("Watch it");
        agent.succeed();
        assertThat(row(page, "Test " + SHOP.service())).containsText("The same release");
    }

    /** The gate is asked about what is on the screen, and what other tests record may push it off. The board may be drawn anew meanwhile. */
    private static void show(Locator way) {
        await().pollInSameThread()
                .ignoreExceptionsInstanceOf(PlaywrightException.class)
                .untilAsserted(() -> way.scrollIntoViewIfNeeded());
    }

    /** The buttons of this dialog take two lines there. */
    private static void showsAFocusedFieldInASmallWindow(Page page, Locator dialog) {
        assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Promote when allowed")))
                .isVisible();
        page.setViewportSize(320, 480);
        double above = ((Number) dialog.evaluate(FOCUS_BELOW_BUTTONS)).doubleValue();
        assertThat(above).isNotNegative();
        page.setViewportSize(1280, 800);
        page.keyboard().press("Escape");
    }

    @Test
    void keepsWhatIsAheadWhereItCannotBeLookedUp(Visitor visitor) {
        try (Shop shop = new Shop(REALM.client("admin"))) {
            shop.archived("1.0.0");
            shop.archived("1.1.0");
            String next = ahead(shop, "1.1.0", "1.0.0");
            Page page = visitor.page();
            page.clock().install();
            visitor.enter(page, REALM.person("viewer", "deployer"));
            page.navigate(LEDGER + "/");
            assertThat(page.locator("#feed")).hasText("Live");
            Locator way = page.locator("[data-way='" + shop.service() + " " + next + "']");
            Locator promote = page.locator("#promote-" + shop.service() + "-to-" + next);
            show(way);
            assertThat(promote).containsText(Pattern.compile("^Promote "));
            String preview = "**/api/v1/services/" + shop.service() + "/promotions/preview?*";
            AtomicInteger refused = new AtomicInteger();
            page.route(preview, route -> {
                refused.incrementAndGet();
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            });

            shop.policy(next, 1);
            await().pollInSameThread().untilAsserted(() -> {
                show(way);
                // What is read is asked for once more by itself.
                assertThat(refused).hasValueGreaterThanOrEqualTo(2);
            });
            assertThat(promote).isVisible();

            // Once this is answered, the page has dealt with what was answered before.
            page.evaluate("() => fetch('/api/v1/me').then(answer => answer.text())");
            page.unroute(preview);
            page.clock().fastForward("01:00");
            await().pollInSameThread().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                show(way);
                assertThat(way.getByText("Needs approval"))
                        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LOOK_MILLISECONDS));
            });
            assertThat(promote).containsText("Promote when allowed");
        }
    }

    @Test
    void saysWhereTheArchiveToPromoteIsMissing(Visitor visitor) {
        try (Shop shop = new Shop(REALM.client("admin"))) {
            shop.release("1.0.0");
            shop.release("1.1.0");
            String next = ahead(shop, "1.1.0", "1.0.0");
            Page page = visitor.open(LEDGER + "/", REALM.person("viewer", "deployer"));
            show(page.locator("[data-way='" + shop.service() + " " + next + "']"));
            page.locator("#promote-" + shop.service() + "-to-" + next).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog)
                    .containsText("slipway deploy FILE --service %s --version 1.1.0 --environment %s"
                            .formatted(shop.service(), next));
            assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Promote")))
                    .isDisabled();
        }
    }

    @Test
    void keepsTheEnvironmentsOfAServiceInOneRow(Visitor visitor) {
        Page page = visitor.open(LEDGER + "/", REALM.person("viewer", "deployer"));
        assertThat(page.locator("#feed")).hasText("Live");
        for (int environments : List.of(4, 5)) {
            list(page, "services\\?", 1, """
                    {"name": "shop", "title": "Shop"}""");
            list(page, "environments\\?", environments, """
                    {"name": "stage-#", "title": "Stage #", "rank": #}""");
            list(page, "deployments\\?live=true", environments, """
                    {"id": "0198b0a4-0000-7000-8000-00000000000#", "service": "shop", "environment": "stage-#", "version": "1.0.0",
                     "releaseId": "0198b0a4-0000-7000-8000-000000000010", "artifactDigest": "sha256:10", "actor": "alice",
                     "channel": "page", "startedAt": "2026-11-30T12:00:00Z", "finishedAt": "2026-11-30T12:00:12Z",
                     "isRollback": false}""");
            page.reload();
            assertThat(page.locator("#live .place")).hasCount(environments);
            for (int width : List.of(1024, 1280, 1440)) {
                page.setViewportSize(width, 800);
                assertThat(page.evaluate(OUT_OF_ROW))
                        .as("environments of %d that are out of their row, %d pixels wide", environments, width)
                        .isEqualTo(List.of());
            }
        }
    }

    /** Has the page get these items, whatever others are there: # is the number of each. */
    private static void list(Page page, String resource, int count, String item) {
        String items = IntStream.rangeClosed(1, count)
                .mapToObj(number -> item.replace("#", String.valueOf(number)))
                .collect(Collectors.joining(","));
        page.route(
                Pattern.compile("/api/v1/" + resource),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"items\": [" + items + "]}")));
    }

    /** Has a release live, and the one before it in another environment, whose name is the answer. */
    private static String ahead(Shop shop, String version, String before) {
        String next = shop.environmentAfter("Next");
        shop.deployment(before, Map.of("environment", next));
        shop.deployment(version, Map.of());
        return next;
    }

    /** A service's row of the board. */
    private static Locator row(Page page, String title) {
        return page.locator("#live .row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(AriaRole.HEADING)
                                .getByText(title, new Locator.GetByTextOptions().setExact(true))));
    }

    @Test
    void offersWhatIsShownForDownload(Visitor visitor) {
        Page page = visitor.open(LEDGER + "/?service=slipway&when=week", REALM.person("viewer"));
        Locator link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CSV"));
        assertThat(link).hasAttribute("href", Pattern.compile("format=csv.*service=slipway.*from="));
        Download download = page.waitForDownload(link::click);
        assertThat(download.failure()).isNull();
        assertThat(download.suggestedFilename()).endsWith(".csv");
    }

    @Test
    void tellsSomebodyWithoutARoleWhatIsMissing(Visitor visitor) {
        Realm.Person nobody = REALM.person();
        Page page = visitor.open(LEDGER + "/", nobody);
        assertThat(page.locator("#me")).containsText("no role");
        assertThat(page.locator("#live")).containsText("You are signed in as " + nobody.name() + ", without a role.");
        assertThat(page.locator("#attention")).isHidden();
    }
}
