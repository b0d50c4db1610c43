package dev.slipway.line.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.Line;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is new in README.md or in the handbook's part Start is run by a test, or on the list of those that cannot be. */
class StartCommandsTest {
    /** What {@link StartIT} runs, in its order. */
    private static final List<String> RUN = Stream.of(StartCommands.DEPLOY, StartCommands.LINE)
            .flatMap(document -> StartCommands.toRun(document).stream())
            .toList();

    static List<Document> documents() {
        return StartCommands.documents();
    }

    /** The README's five minutes are steps of the page, in the page's order. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsRunOrListed(Document document) {
        List<String> commands = StartCommands.toRun(document);
        assertThat(commands)
                .as("run by StartIT, or listed in StartCommands.ELSEWHERE")
                .isSubsetOf(RUN);
        if (!commands.isEmpty()) {
            assertThat(RUN).as("the order in which StartIT runs them").containsSubsequence(commands);
        }
    }

    @Test
    void nothingIsListedThatNoDocumentHas() {
        assertThat(StartCommands.documents().stream().flatMap(document -> document.commands().stream()))
                .containsAll(StartCommands.ELSEWHERE.keySet());
    }

    @Test
    void whatIsListedSaysWhyAndIsRunByATestThatIsThere() {
        assertThat(StartCommands.ELSEWHERE).allSatisfy((command, elsewhere) -> {
            assertThat(elsewhere.reason()).isNotBlank();
            assertThat(Line.checkout().resolve(elsewhere.test())).isRegularFile();
        });
    }

    @Test
    void commandsAreThoseThatAReaderTypes() {
        assertThat(new Document("page", """
                        [source,sh]
                        ----
                        # a comment
                        ./slipway services add shop \\
                          --database  # another one

                        ./slipway status shop
                        jq -n '{live: true}
                          | .live' |
                          cat
                        ----

                        [source#credential,yaml]
                        ----
                        include: shop
                        ----
                        """).commands())
                .containsExactly(
                        "./slipway services add shop --database",
                        "./slipway status shop",
                        "jq -n '{live: true}| .live' |cat");
        assertThat(Document.readme().commands()).contains("./slipway login", "docker compose up --wait");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "shell", "bash", "console"})
    void commandsAreInListingsOfAnyShell(String language) {
        assertThat(new Document("page", "[source," + language + "]\n----\n./slipway up\n----\n").commands())
                .containsExactly("./slipway up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[,sh]\n----\n./slipway up\n----\n",
                "[source]\n----\n./slipway up\n----\n",
                "[source,sh]\n.Start it\n----\n./slipway up\n----\n",
                "[source,sh]\n-----\n./slipway up\n-----\n",
                "----\n./slipway up\n----\n",
                "```\n./slipway up\n```\n",
                "  ```sh\n  ./slipway up\n  ```\n"
            })
    void noListingIsLeftUnread(String text) {
        Document page = new Document("page", "[source,text]\n----\nIt runs.\n----\n\n" + text);
        assertThatThrownBy(page::commands)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page has a listing")
                .hasMessageEndingWith("./slipway up");
    }
}
