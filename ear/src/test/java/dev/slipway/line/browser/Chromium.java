package dev.slipway.line.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The machine's Chromium, started as often as there are tests in one at the same time; every test gets a context of its own, as if nobody
 * had used the browser before. From test to test it may go to another thread, which Playwright allows as long as two never use it at once.
 *
 * <p>A test fails when a page reports an error or a violation of its Content-Security-Policy, and leaves a picture of
 * every page that it had open when it failed; its failure says what the browser said, and what stood on these pages.
 */
public final class Chromium implements ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {
    private static final double PATIENCE_MILLISECONDS = 60_000;
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Chromium.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Visitor.class;
    }

    @Override
    public Visitor resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Launched launched = pool(test).take();
        Visitor visitor = new Visitor(launched.browser());
        test.getStore(STORE).put(Visit.class, new Visit(launched, visitor));
        return visitor;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        Visit visit = test.getStore(STORE).get(Visit.class, Visit.class);
        String story = visit == null ? "" : visit.visitor().story();
        throw new AssertionError(failure.getMessage() + story, failure);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Visit visit = test.getStore(STORE).remove(Visit.class, Visit.class);
        if (visit != null) {
            try (Visitor visitor = visit.visitor()) {
                if (test.getExecutionException().isPresent()) {
                    visitor.picture("failed-" + test.getRequiredTestClass().getSimpleName() + "-"
                            + test.getRequiredTestMethod().getName());
                } else {
                    assertThat(visitor.complaints())
                            .as("what the browser's console says")
                            .isEmpty();
                }
            } finally {
                pool(test).putBack(visit.launched());
            }
        }
    }

    private static Pool pool(ExtensionContext test) {
        return test.getRoot().getStore(STORE).getOrComputeIfAbsent(Pool.class, key -> new Pool(), Pool.class);
    }

    private record Visit(Launched launched, Visitor visitor) {}

    /** The browsers that no test has just now; they end with the last test. */
    private static final class Pool implements AutoCloseable {
        private final Deque<Launched> free = new ConcurrentLinkedDeque<>();

        Launched take() {
            Launched launched = free.pollFirst();
            return launched == null ? new Launched() : launched;
        }

        /** One that has ended under a test is of no use to the next. */
        void putBack(Launched launched) {
            if (launched.browser().isConnected()) {
                free.addFirst(launched);
            } else {
                launched.close();
            }
        }

        @Override
        public void close() {
            free.forEach(Launched::close);
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
            try {
                browser.close();
            } finally {
                playwright.close();
            }
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
