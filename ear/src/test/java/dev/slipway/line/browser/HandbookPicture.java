package dev.slipway.line.browser;

import com.microsoft.playwright.Page;
import dev.slipway.line.Line;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A picture of what a window shows of a page, in place of the handbook's former one. What tests have made up a name for
 * has another one there: a word that the test gives, or a person's. On the page itself, nothing has changed afterwards.
 */
final class HandbookPicture {
    private static final String IMAGES = "web-static/src/docs/asciidoc/images";

    /** The environment that the tests' line has besides production. */
    private static final Map<String, String> OF_THE_LINE = Map.of("it-staging", "staging");

    private static final String RENAME = """
            (words) => {
              const people = ['alice', 'bob', 'carol', 'dana', 'erin', 'frank', 'grace', 'heidi'];
              const word = (name) => (words[name] ??= people.shift() ?? 'somebody');
              const title = (text) => text[0].toUpperCase() + text.slice(1);
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              window.formerTexts = [];
              while (texts.nextNode()) {
                const node = texts.currentNode;
                const text = node.data.replace(/(Test |Next )?(it-[a-z0-9]+(?:-\\d+)?)/g, (_, isTitle, name) =>
                  isTitle ? title(word(name)) : word(name));
                if (text !== node.data) {
                  window.formerTexts.push([node, node.data]);
                  node.data = text;
                }
              }
              scrollTo(0, 0);
            }
            """;

    private static final String RENAME_BACK = """
            () => {
              for (const [node, text] of window.formerTexts) {
                node.data = text;
              }
              delete window.formerTexts;
            }
            """;

    private HandbookPicture() {}

    /**
     * Takes it.
     *
     * @param words for what the test has made up a name for
     */
    static void take(Page page, String name, Map<String, String> words) {
        Map<String, String> all = new HashMap<>(OF_THE_LINE);
        all.putAll(words);
        page.evaluate(RENAME, all);
        Path file = Line.checkout().resolve(IMAGES).resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        page.evaluate(RENAME_BACK);
    }
}
