package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The five measures: figures, charts, and the deployments behind them. */
@OtherPages
class DeliveryPageIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String DELIVERY = Line.running().ledger() + "/delivery/";
    private static final Caller DEPLOYER = Caller.pipeline();
    private static final Caller ADMIN = REALM.client("admin");
    private static final String SERVICE = SCRATCH.name();
    private static final String QUIET = SCRATCH.name();
    private static final Instant BEGIN =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(30));
    private static String failed = "";

    /** Three deployments: the first a day after its commit; the second failed, and the third repaired it after an hour. */
    @BeforeAll
    static void deliver() {
        for (String service : List.of(SERVICE, QUIET)) {
            DEPLOYER.post("/api/v1/services", Map.of("name", service, "title", "Test " + service))
                    .expect(201);
        }
        release("1.0.0", 'a', Map.of("commits", List.of(commit(BEGIN.minus(Duration.ofDays(1))))));
        release("1.1.0", 'b', Map.of());
        release("1.1.1", 'c', Map.of());
        deploy("1.0.0", BEGIN);
        failed = deploy("1.1.0", BEGIN.plus(Duration.ofHours(1)));
        String repair = deploy("1.1.1", BEGIN.plus(Duration.ofHours(2)));
        DEPLOYER.put("/api/v1/deployments/" + failed + "/intervention", Map.of("isNeeded", true))
                .expect(200);
        DEPLOYER.put("/api/v1/deployments/" + repair + "/repair", Map.of("deploymentId", failed))
                .expect(200);
    }

    @Test
    void showsEachMeasureAsFigureChartAndTable(Visitor visitor) {
        Page page = open(visitor, "?service=" + SERVICE + "&days=7");

        assertThat(card(page, "Deployment frequency")).containsText("3 deployments");
        assertThat(card(page, "Change lead time")).containsText("1 d from the first commit");
        assertThat(card(page, "Failed deployment recovery time")).containsText("1 h to recover");
        assertThat(card(page, "Change fail rate")).containsText("1 of 3");
        assertThat(card(page, "Deployment rework rate")).containsText("1 of 3");
        assertThat(page.locator("article canvas")).hasCount(5);

        Locator frequency = card(page, "Deployment frequency");
        frequency.getByText("How it is counted").click();
        assertThat(frequency.getByRole(AriaRole.LINK)).hasAttribute("href", Pattern.compile("^https://dora\\.dev/"));
        frequency.getByText("As a table").click();
        assertThat(frequency.getByRole(AriaRole.TABLE).locator("tbody tr")).hasCount(7);

        visitor.pictures(page, "delivery");
        visitor.handbook(page, "delivery", Map.of(SERVICE, "shop", QUIET, "search"));
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();
    }

    @Test
    void readsAChartOutByArrowKeys(Visitor visitor) {
        Page page = open(visitor, "?service=" + SERVICE + "&days=7");
        Locator chart = card(page, "Deployment frequency").getByRole(AriaRole.IMG);
        Locator readout = card(page, "Deployment frequency").getByRole(AriaRole.STATUS);
        assertThat(readout).hasText("Deployments");

        chart.press("Home");
        assertThat(readout).containsText("0 deployments");
        chart.press("ArrowRight");
        chart.press("End");
        chart.press("ArrowLeft");
        assertThat(readout).containsText("deployment");
        chart.press("Escape");
        assertThat(readout).hasText("Deployments");
    }

    @Test
    void opensTheDeploymentsBehindAFigure(Visitor visitor) {
        Page page = open(visitor, "?service=" + SERVICE + "&days=7");

        card(page, "Change fail rate")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show the deployments"))
                .click();

        assertThat(page).hasURL(Pattern.compile("rows=change-fail-rate"));
        assertThat(page.locator("#rows-title")).isFocused();
        Locator rows = page.locator("#rows-list tbody tr");
        assertThat(rows).hasCount(1);
        assertThat(rows.getByRole(AriaRole.LINK)).hasAttribute("href", "/deployments/?id=" + failed);
        page.getByLabel("Only those that failed").uncheck();
        assertThat(rows).hasCount(3);
        assertThat(page).hasURL(Pattern.compile("whole=true"));

        page.reload();
        assertThat(rows).hasCount(3);
        visitor.pictures(page, "delivery-rows");
        assertThat(visitor.barriers(page)).isEmpty();
        assertThat(visitor.excess(page)).isZero();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close"))
                .click();
        assertThat(page.locator("#rows")).isHidden();
    }

    @Test
    void saysWhyThereIsNoFigure(Visitor visitor) {
        Page page = open(visitor, "?service=" + QUIET);
        assertThat(page.getByText("No deployment in this window").first()).isVisible();
        assertThat(page.locator("canvas")).hasCount(0);
        visitor.pictures(page, "delivery-empty");
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void measuresDaysOfOnesOwnAndKeepsThemInTheAddress(Visitor visitor) {
        Page page = open(visitor, "?service=" + SERVICE);
        page.getByText("Custom").click();
        page.getByLabel("First day").fill("2026-03-02");
        page.getByLabel("Last day").fill("2026-03-01");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();
        assertThat(page.getByText("The first day must not be after the last.")).isVisible();

        page.getByLabel("Last day").fill("2026-03-08");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();

        assertThat(page).hasURL(DELIVERY + "?service=" + SERVICE + "&from=2026-03-02&until=2026-03-08");
        assertThat(page.locator("#window")).containsText("2 March 2026 to 8 March 2026");
        page.goBack();
        assertThat(page.locator("#measures canvas").first()).isVisible();
        assertThat(page.getByLabel("90 days")).isChecked();
    }

    /** PostgreSQL would take this zone's name for an abbreviation, without summer time; it gets moments. */
    @Test
    @Tag("long")
    void measuresInAZoneThatIsNamedAfterNoPlace(Visitor visitor) {
        Page page = open(visitor.pageIn("CET"), visitor, "?service=" + SERVICE + "&days=7");
        assertThat(card(page, "Deployment frequency")).containsText("3 deployments");
    }

    private static Page open(Visitor visitor, String query) {
        return open(visitor.page(), visitor, query);
    }

    private static Page open(Page page, Visitor visitor, String query) {
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(DELIVERY + query);
        assertThat(page).hasURL(DELIVERY + query);
        assertThat(page.locator("#measures[aria-busy]")).hasCount(0);
        return page;
    }

    private static Locator card(Page page, String title) {
        return page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(title));
    }

    private static void release(String version, char digit, Map<String, ?> more) {
        Map<String, Object> request = new java.util.HashMap<>(more);
        request.put("service", SERVICE);
        request.put("version", version);
        request.put("artifactDigest", "sha256:" + String.valueOf(digit).repeat(64));
        DEPLOYER.post("/api/v1/releases", request).expect(201);
    }

    private static Map<String, String> commit(Instant committedAt) {
        return Map.of("sha", "d".repeat(40), "title", "Make it better", "committedAt", committedAt.toString());
    }

    private static String deploy(String version, Instant at) {
        return ADMIN.post(
                        "/api/v1/deployments",
                        Map.of(
                                "service",
                                SERVICE,
                                "version",
                                version,
                                "environment",
                                "production",
                                "channel",
                                "pipeline",
                                "startedAt",
                                at.toString(),
                                "finishedAt",
                                at.toString(),
                                "outcome",
                                "succeeded"))
                .expect(201)
                .path("id")
                .asText();
    }
}
