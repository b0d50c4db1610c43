package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The handbook, to a reader. */
@OtherPages
class HandbookPageIT {
    private static final Line LINE = Line.running();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HEIGHT = 800;

    private static final Pattern HEADING = Pattern.compile("<h1[ >]([^<]*)");
    private static final Pattern PLACE = Pattern.compile("<[^>]*\\sid=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<a\\s[^>]*?\\bhref=\"([^\"]*)\"");
    private static final Pattern IMAGE = Pattern.compile("<img\\s[^>]*?\\bsrc=\"([^\"]*)\"");

    /** What it leads to is in the pages as they are sent: no browser is needed to read it, which would take long for so many. */
    @Test
    void leadsToEveryPage() {
        String handbook = LINE.handbook() + "/";
        Deque<String> ahead = new ArrayDeque<>(List.of(handbook));
        Set<String> seen = new HashSet<>(ahead);
        Set<String> images = new HashSet<>();
        Set<String> places = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        while (!ahead.isEmpty()) {
            String address = ahead.pop();
            HttpResponse<String> page = get(address);
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            assertThat(found(HEADING, page)).as("headings of %s", address).hasSize(1);
            found(PLACE, page).forEach(id -> places.add(address + "#" + id));
            found(IMAGE, page).forEach(image -> images.add(resolved(address, image)));
            for (String href : found(LINK, page)) {
                String link = resolved(address, href);
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
        assertThat(wanted).isNotEmpty();
        assertThat(places).containsAll(wanted);
        assertThat(images).isNotEmpty().allSatisfy(image -> {
            HttpResponse<String> answer = get(image);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("image/"));
            assertThat(answer.body()).isNotEmpty();
        });
    }

    private static List<String> found(Pattern pattern, HttpResponse<String> page) {
        return pattern.matcher(page.body())
                .results()
                .map(match -> match.group(1).replace("&amp;", "&"))
                .toList();
    }

    private static String resolved(String address, String reference) {
        return URI.create(address).resolve(reference).toString();
    }

    /** What Maven is to fill in is for whoever takes the example: the folder and the secrets of this build are in no page. */
    @Test
    void leavesExamplesAsTheyAre() {
        assertThat(get(LINE.handbook() + "/use/services.html").body())
                .contains("${project.baseUri}", "${env.SLIPWAY_MANAGEMENT_TOKEN}");
    }

    private static HttpResponse<String> get(String address) {
        byte[] reader = ("handbook:" + LINE.secret("handbook-password")).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(reader))
                .build();
        return Caller.join(LINE.http().sendAsync(request, BodyHandlers.ofString()));
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
