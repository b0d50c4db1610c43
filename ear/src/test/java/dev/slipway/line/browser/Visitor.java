package dev.slipway.line.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.HttpCredentials;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.SignIn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody at a browser that nobody has used before. */
public final class Visitor implements AutoCloseable {
    private static final double PATIENCE_MILLISECONDS = 60_000;
    private static final Set<String> HARMFUL = Set.of("serious", "critical");
    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    private static final int HEIGHT = 800;
    private static final int STORY_LENGTH = 1_500;
    private static final int SERVER_ERROR = 500;

    /** By {@code -Dpictures}: most runs are looked at by nobody, and pictures take much of the processors' time. */
    private static final boolean HAS_PICTURES = Boolean.getBoolean("pictures");

    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Visitor(Browser browser) {
        this.browser = browser;
    }

    /** A page to begin with. */
    public Page page() {
        return page(new Browser.NewContextOptions());
    }

    /** A page of somebody whose clocks are those of another zone than UTC. */
    Page pageIn(String zone) {
        return page(new Browser.NewContextOptions().setTimezoneId(zone));
    }

    /** A page that answers a request for Basic credentials. */
    Page page(String name, String password) {
        return page(new Browser.NewContextOptions().setHttpCredentials(new HttpCredentials(name, password)));
    }

    private Page page(Browser.NewContextOptions options) {
        if (options.timezoneId == null) {
            options.setTimezoneId("UTC");
        }
        // The line's CA is no machine's: Line checks the certificate, the browser is told to take it.
        BrowserContext context = browser.newContext(options.setIgnoreHTTPSErrors(true)
                .setViewportSize(WIDE, HEIGHT)
                // No colour on its way to another, which has neither's contrast.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
        contexts.add(context);
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        context.onConsoleMessage(this::listen);
        context.onRequestFailed(request -> hear(request, String.valueOf(request.failure())));
        context.onResponse(response -> {
            if (response.status() >= SERVER_ERROR) {
                hear(response.request(), String.valueOf(response.status()));
            }
        });
        context.onWebError(error -> {
            heard.add(error.error());
            complaints.add(error.error());
        });
        return context.newPage();
    }

    /** What went wrong inside the pages: errors of scripts, and what their policy forbade. */
    List<String> complaints() {
        return complaints;
    }

    /** For whoever was not there: what the browser said, what it got no answer to but a failure, and what stands on the pages that are open. */
    String story() {
        StringBuilder story = new StringBuilder("\nThe browser said:");
        heard.forEach(said -> story.append("\n  ").append(said));
        for (Page page : pages()) {
            story.append("\nOn ").append(page.url()).append(":\n").append(textOf(page));
        }
        return story.toString();
    }

    private static String textOf(Page page) {
        try {
            String text = page.innerText("body");
            return text.substring(0, Math.min(text.length(), STORY_LENGTH));
        } catch (PlaywrightException e) {
            return e.toString();
        }
    }

    private List<Page> pages() {
        return contexts.stream().flatMap(context -> context.pages().stream()).toList();
    }

    private void hear(Request request, String outcome) {
        heard.add("%s %s %s: %s".formatted(Instant.now(), request.method(), request.url(), outcome));
    }

    private void listen(ConsoleMessage message) {
        String said = message.location() + ": " + message.text();
        heard.add(said);
        // What becomes of a request is the page's business, and what WildFly's consoles say is WildFly's.
        boolean isOurs = !message.text().startsWith("Failed to load resource")
                && !message.page().url().matches("https://admin(-[a-z0-9-]+)?\\..*");
        if (message.type().equals("error") && isOurs) {
            complaints.add(said);
        }
    }

    /** A page at an address of the ledger, for somebody who is signed in. */
    Page open(String address, Realm.Person person) {
        Page page = page();
        enter(page, person);
        page.navigate(address);
        return page;
    }

    /** Like {@code open}, for a page whose event stream ends at once: other tests' events would have it read its lists again. */
    Page openWithoutEvents(String address, Realm.Person person) {
        Page page = page();
        page.route(
                "**/api/v1/events",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody("retry: 600000\n\n")));
        enter(page, person);
        page.navigate(address);
        return page;
    }

    /**
     * Signs somebody in to the ledger, and there alone: outside of the browser, whose login page takes more of the processors' time than
     * many a page that is tested. Keycloak does not know the browser, so what needs it there has to fill its form.
     */
    void enter(Page page, Realm.Person person) {
        List<Cookie> cookies = new SignIn(person)
                .finish().ledgerCookies().entrySet().stream()
                        .map(cookie -> cookie(cookie.getKey(), cookie.getValue()))
                        .toList();
        page.context().addCookies(cookies);
    }

    /** As the ledger sets it. Its names have the prefix __Host-, so there is no domain. */
    private static Cookie cookie(String name, String value) {
        return new Cookie(name, value)
                .setUrl(Line.running().ledger().toString())
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.LAX);
    }

    /** Fills Keycloak's form. */
    public void signIn(Page page, Realm.Person person) {
        page.locator("#username").fill(person.name());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
    }

    /** Pictures of a page, light and wide, dark and narrow, in {@code ear/target/screenshots}; with {@code -Dpictures} alone. */
    public void pictures(Page page, String name) {
        if (!HAS_PICTURES) {
            return;
        }
        save(page, name + "-light-" + WIDE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(NARROW, HEIGHT);
        save(page, name + "-dark-" + NARROW);
        page.setViewportSize(WIDE, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /**
     * The picture of a page in the handbook, light and wide; with {@code -Dpictures} alone.
     *
     * @param words for what the test has made up a name for
     */
    void handbook(Page page, String name, Map<String, String> words) {
        if (HAS_PICTURES) {
            HandbookPicture.take(page, name, words);
        }
    }

    /** One picture of a page as it is, at the same place as the others; with {@code -Dpictures} alone. */
    void picture(Page page, String name) {
        if (HAS_PICTURES) {
            save(page, name);
        }
    }

    /** One picture of every page that is open. */
    void picture(String name) {
        List<Page> pages = pages();
        for (int i = 0; i < pages.size(); i++) {
            save(pages.get(i), name + "-" + (i + 1));
        }
    }

    private static void save(Page page, String name) {
        Path file = Line.target().resolve("screenshots").resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    /** What keeps people out who use a page without a mouse, a sharp eye or any eye, in light and in dark, or on a phone. */
    public List<String> barriers(Page page) {
        // axe reads a style sheet that is still coming by itself, and puts it into the page, which its policy forbids.
        page.waitForLoadState();
        List<String> barriers = harm(page, ColorScheme.LIGHT, axe(page));
        // What the dark differs in.
        barriers.addAll(harm(page, ColorScheme.DARK, axe(page).withRules(List.of("color-contrast"))));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(NARROW, HEIGHT);
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            barriers.add("The page scrolls sideways where it is %d pixels wide".formatted(NARROW));
        }
        page.setViewportSize(WIDE, HEIGHT);
        return barriers;
    }

    /** For a page without frames: to look into them, axe would be loaded once more, into a page of its own that sums up what each has. */
    private static AxeBuilder axe(Page page) {
        if (page.frames().size() > 1) {
            throw new IllegalStateException("axe looks into no frame of " + page.url());
        }
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true);
    }

    private static List<String> harm(Page page, ColorScheme scheme, AxeBuilder axe) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        List<String> harm = new ArrayList<>();
        for (Rule rule : axe.analyze().getViolations()) {
            if (HARMFUL.contains(rule.getImpact())) {
                rule.getNodes()
                        .forEach(node -> harm.add(
                                "%s, %s: %s at %s".formatted(scheme, rule.getId(), rule.getHelp(), node.getHtml())));
            }
        }
        return harm;
    }

    /** By how many pixels a page is wider than a narrow window. */
    int excess(Page page) {
        page.setViewportSize(NARROW, HEIGHT);
        Object excess =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        page.setViewportSize(WIDE, HEIGHT);
        return ((Number) excess).intValue();
    }

    /** A request that a test intercepts may come as its page closes: Playwright then fails as it goes on with it. */
    @Override
    public void close() {
        contexts.stream().flatMap(context -> context.pages().stream()).forEach(Page::unrouteAll);
        contexts.forEach(BrowserContext::close);
    }
}
