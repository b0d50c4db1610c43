package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import java.nio.charset.StandardCharsets;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

class ThreadTextTest {
    /** What the ledger takes as a request's body. */
    private static final int LIMIT = 1 << 20;

    private static ModelNode thread(String name, int frames) {
        ModelNode thread = new ModelNode();
        thread.get("thread-name").set(name);
        thread.get("thread-id").set(7);
        thread.get("thread-state").set("RUNNABLE");
        for (int i = 0; i < frames; i++) {
            ModelNode frame = new ModelNode();
            frame.get("class-name").set("org.example.Shop");
            frame.get("method-name").set("sell");
            frame.get("file-name").set("Shop.java");
            frame.get("line-number").set(42);
            thread.get("stack-trace").add(frame);
        }
        return thread;
    }

    private static String text(ModelNode... threads) {
        ModelNode all = new ModelNode().setEmptyList();
        for (ModelNode thread : threads) {
            all.add(thread);
        }
        return ThreadText.of(all);
    }

    @Test
    void isThatOfJstack() {
        assertThat(text(thread("main", 1), thread("größer 😀", 0))).isEqualTo("""
                "main" #7
                   java.lang.Thread.State: RUNNABLE
                \tat org.example.Shop.sell(Shop.java:42)

                "größer 😀" #7
                   java.lang.Thread.State: RUNNABLE

                """);
    }

    /** An application names its threads; the ledger takes neither NUL nor half of a character. */
    @Test
    void escapesUnprintableCharacters() {
        assertThat(text(thread("a\0b\ud800c\nd\033[2J", 0))).startsWith("\"a\\u0000b\\ud800c\\u000ad\\u001b[2J\" #7\n");
        assertThat(text(thread("x".repeat(2_000_000), 0))).startsWith("\"xxx").hasSizeLessThan(1_100);
    }

    @Test
    void fitsIntoWhatTheLedgerTakes() {
        ModelNode[] quoted = new ModelNode[2_000];
        ModelNode[] wide = new ModelNode[2_000];
        for (int i = 0; i < quoted.length; i++) {
            quoted[i] = thread("\"\\".repeat(400), 2);
            wide[i] = thread("漢".repeat(900), 2);
        }
        for (String text : new String[] {text(quoted), text(wide), text(thread("deep", 30_000))}) {
            assertThat(text).endsWith("\n… it is longer\n");
            assertThat(Json.object().with("text", text).toString().getBytes(StandardCharsets.UTF_8))
                    .hasSizeBetween(600_000, LIMIT);
        }
    }
}
