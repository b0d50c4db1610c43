package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The API's description, for people. */
@OtherPages
class DocsPageIT {
    private static final String DOCS = Line.running().ledger() + "/docs";

    @Test
    void showsEveryOperation(Visitor visitor) {
        Page page = visitor.page();
        page.navigate(DOCS);
        assertThat(page.getByText("/api/v1/deployments").first()).isVisible();
        assertThat(page.getByText("List the deployments, most recently started first"))
                .isVisible();
        assertThat(page.locator(".opblock")).hasCount(operations());
        visitor.pictures(page, "docs");

        page.getByText("List the deployments, most recently started first").click();
        assertThat(page.getByText("Only the live one of each service in each environment")
                        .first())
                .isVisible();
    }

    /** Apart, for there are so many operations that looking through them takes long. */
    @Test
    @Tag("long")
    void hasNoBarrier(Visitor visitor) {
        Page page = visitor.page();
        page.navigate(DOCS);
        assertThat(page.locator(".opblock")).hasCount(operations());
        assertThat(visitor.barriers(page)).isEmpty();
    }

    private static int operations() {
        return Caller.anonymous()
                .get("/openapi?format=JSON")
                .expect(200)
                .path("paths")
                .findValues("operationId")
                .size();
    }

    @Test
    void explainsAProblemAtTheAddressItNames(Visitor visitor) {
        Page page = visitor.page();
        page.navigate(DOCS + "/problems#idempotency-key-reused");
        Locator problem = page.locator("#idempotency-key-reused");
        assertThat(problem).isInViewport();
        assertThat(problem.getByRole(AriaRole.HEADING)).isVisible();
    }

    @Test
    void hasNoBarrierOnTheProblemsPage(Visitor visitor) {
        Page page = visitor.page();
        page.navigate(DOCS + "/problems/");
        assertThat(visitor.barriers(page)).isEmpty();
    }
}
