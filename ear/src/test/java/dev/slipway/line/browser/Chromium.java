package dev.slipway.line.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The machine's Chromium, started once by each thread, as Playwright demands; every test gets a context of its own, as if nobody had
 * used the browser before.
 *
 * <p>A test fails when a page reports an error or a violation of its Content-Security-Policy, and leaves a picture of
 * every page that it had open when it failed.
 */
public final class Chromium implements ParameterResolver, AfterEachCallback {
    private static final double PATIENCE_MILLISECONDS = 30_000;
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Chromium.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Visitor.class;
    }

    @Override
    public Visitor resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Launched launched = test.getRoot()
                .getStore(STORE)
                .getOrComputeIfAbsent(Thread.currentThread(), key -> new Launched(), Launched.class);
        Visitor visitor = new Visitor(launched.browser());
        test.getStore(STORE).put(Visitor.class, visitor);
        return visitor;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Visitor visitor = test.getStore(STORE).remove(Visitor.class, Visitor.class);
        if (visitor != null) {
            try (visitor) {
                if (test.getExecutionException().isPresent()) {
                    visitor.heard().forEach(System.out::println);
                    visitor.picture("failed-" + test.getRequiredTestClass().getSimpleName() + "-"
                            + test.getRequiredTestMethod().getName());
                } else {
                    assertThat(visitor.complaints())
                            .as("what the browser's console says")
                            .isEmpty();
                }
            }
        }
    }

    private static final class Launched implements AutoCloseable {
        private final Playwright playwright = Playwright.create();
        private final Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                // Every name of the line is this machine's; nothing else is asked for.
                                "--host-resolver-rules=MAP * 127.0.0.1",
                                // Root has no sandbox to offer.
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-dev-shm-usage")));

        Launched() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        }

        Browser browser() {
            return browser;
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }

        private static Path executable() {
            return Stream.of(
                            "/usr/bin/chromium-headless-shell",
                            "/usr/bin/chromium",
                            "/usr/bin/chromium-browser",
                            "/usr/bin/google-chrome")
                    .map(Path::of)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no Chromium: ./slipway test installs it."));
        }
    }
}
