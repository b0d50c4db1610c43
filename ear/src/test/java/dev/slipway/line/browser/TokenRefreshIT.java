package dev.slipway.line.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** How long somebody stays signed in. Meanwhile the ledger's tokens end early on all pages. */
@ExtendWith(Chromium.class)
@Isolated
@Order(Order.DEFAULT - 1)
class TokenRefreshIT {
    @AutoClose
    static final Realm REALM = new Realm();

    /** Each refresh token is good for one use, and whichever request comes first after a token's end uses it. */
    @Test
    void outlivesItsTokensUnderRequestsSideBySide(Visitor visitor) {
        REALM.shortenTokens("web-api", 5);
        Page page = visitor.page();
        page.navigate(Line.running().ledger() + "/docs/");
        page.navigate(Line.running().ledger() + "/");
        visitor.signIn(page, REALM.person("viewer"));
        page.waitForURL(Line.running().ledger() + "/");
        Object statuses = page.evaluate("""
                async () => {
                  const statuses = [];
                  const end = performance.now() + 12000;
                  while (performance.now() < end) {
                    const answers = await Promise.all(Array.from({ length: 8 }, () => fetch('/api/v1/me', { headers: { Accept: 'application/json' } })));
                    statuses.push(...answers.map(({ status }) => status));
                  }
                  return statuses;
                }""");
        assertThat((List<?>) statuses)
                .hasSizeGreaterThan(16)
                .allSatisfy(status -> assertThat(status).isEqualTo(200));
    }
}
