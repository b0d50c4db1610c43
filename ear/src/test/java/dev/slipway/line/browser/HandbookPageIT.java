package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The handbook, to a reader. */
@OtherPages
class HandbookPageIT {
    private static final Line LINE = Line.running();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HEIGHT = 800;

    @Test
    void leadsToEveryPage(Visitor visitor) {
        Page page = reader(visitor);
        String handbook = LINE.handbook() + "/";
        Deque<String> ahead = new ArrayDeque<>(List.of(handbook));
        Set<String> seen = new HashSet<>(ahead);
        Set<String> places = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        while (!ahead.isEmpty()) {
            String address = ahead.pop();
            Response response = Objects.requireNonNull(page.navigate(address));
            assertThat(response.status()).as(address).isEqualTo(200);
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            assertThat(texts(page, "[...document.images].filter(image => !image.naturalWidth).map(image => image.src)"))
                    .as("images of %s that cannot be seen", address)
                    .isEmpty();
            texts(page, "[...document.querySelectorAll('[id]')].map(({ id }) => id)")
                    .forEach(id -> places.add(address + "#" + id));
            for (String link : texts(page, "[...document.links].map(link => link.href)")) {
                String target = link.replaceAll("#.*", "");
                if (target.startsWith(handbook) && seen.add(target)) {
                    ahead.add(target);
                }
                if (target.startsWith(handbook) && !target.equals(link)) {
                    wanted.add(link);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(3);
        assertThat(places).containsAll(wanted);
    }

    /** What Maven is to fill in is for whoever takes the example: the folder and the secrets of this build are in no page. */
    @Test
    void leavesExamplesAsTheyAre() {
        byte[] reader = ("handbook:" + LINE.secret("handbook-password")).getBytes(StandardCharsets.UTF_8);
        HttpRequest page = HttpRequest.newBuilder(LINE.handbook().resolve("/use/services.html"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(reader))
                .build();
        assertThat(Caller.join(LINE.http().sendAsync(page, BodyHandlers.ofString()))
                        .body())
                .contains("${project.basedir}", "${env.SLIPWAY_MANAGEMENT_TOKEN}");
    }

    @Test
    void hasNoBarrier(Visitor visitor) {
        Page page = reader(visitor);
        page.navigate(LINE.handbook() + "/");
        visitor.pictures(page, "handbook");
        assertThat(visitor.barriers(page)).isEmpty();

        // The first table whoever reads on a phone sees is not cut off.
        page.setViewportSize(360, HEIGHT);
        assertThat(page.locator("table")).not().hasCount(0);
        assertThat(
                        texts(
                                page,
                                "[...document.querySelectorAll('table')].filter(table => table.getBoundingClientRect().right > innerWidth).map(table => table.textContent)"))
                .isEmpty();
    }

    /** In a window of 1280 pixels at 150 percent, and at 400. */
    @Test
    void keepsTheHeadingsOfTablesInANarrowWindow(Visitor visitor) {
        Page page = reader(visitor);
        page.navigate(LINE.handbook() + "/operate/security.html");
        assertThat(texts(page, "[...document.querySelectorAll('thead')].map(head => head.textContent)"))
                .isNotEmpty();
        for (int width : List.of(853, 320)) {
            page.setViewportSize(width, HEIGHT);
            assertThat(
                            texts(
                                    page,
                                    "[...document.querySelectorAll('th')].filter(th => !th.checkVisibility()).map(th => th.textContent)"))
                    .as("headings that are hidden where the page is %d pixels wide", width)
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                    .as("the page scrolls sideways where it is %d pixels wide", width)
                    .isEqualTo(false);
        }

        Locator roles = page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName("Table: Roles").setExact(true));
        assertThat(roles).hasAttribute("tabindex", "0");
        assertThat(roles.getByRole(AriaRole.COLUMNHEADER)).hasCount(3);
        assertThat(visitor.barriers(page)).isEmpty();

        // Where nothing is cut off, there is no further stop for the keyboard.
        assertThat(page.locator(".wide[tabindex], .wide[role]")).hasCount(0);
    }

    @Test
    void tellsTheTablesOfASectionApart(Visitor visitor) {
        Page page = reader(visitor);
        page.setViewportSize(320, HEIGHT);
        page.navigate(LINE.handbook() + "/use/pipeline.html");
        assertThat(page.locator(".wide[role]").first()).isVisible();
        assertThat(texts(page, "[...document.querySelectorAll('.wide[role]')].map(({ ariaLabel }) => ariaLabel)"))
                .contains("Table: The jobs", "Table 2: The jobs")
                .doesNotHaveDuplicates();
    }

    private static List<String> texts(Page page, String expression) {
        return ((List<?>) page.evaluate(expression))
                .stream().map(String::valueOf).toList();
    }

    private static Page reader(Visitor visitor) {
        return visitor.page("handbook", LINE.secret("handbook-password"));
    }
}
