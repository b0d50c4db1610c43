package dev.slipway.line.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What the tests of the pages rely on. */
@OtherPages
class VisitorIT {
    @Test
    void findsABarrierInTheLightAndOneInTheDark(Visitor visitor) {
        Page page = visitor.page();
        page.setContent("""
                <!DOCTYPE html>
                <html lang="en">
                  <head>
                    <title>Barriers</title>
                    <style>
                      body { background: white; color: black; }
                      @media (prefers-color-scheme: dark) { p { color: #eee; } }
                    </style>
                  </head>
                  <body>
                    <main>
                      <h1>Barriers</h1>
                      <input name="unlabelled">
                      <p>White as snow.</p>
                    </main>
                  </body>
                </html>
                """);
        assertThat(visitor.barriers(page))
                .satisfiesExactly(
                        light -> assertThat(light).startsWith("LIGHT, label: "),
                        dark -> assertThat(dark).startsWith("DARK, color-contrast: "));
    }
}
