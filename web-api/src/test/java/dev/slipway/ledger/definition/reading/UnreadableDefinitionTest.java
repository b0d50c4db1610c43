package dev.slipway.ledger.definition.reading;

import static dev.slipway.ledger.definition.reading.DefinitionReaderTest.SMALL;
import static dev.slipway.ledger.definition.reading.DefinitionReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not plain YAML is refused, and whatever comes is read to its end. */
class UnreadableDefinitionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: &a shop | must have no anchors",
                "title: *a | must have no anchors",
                "title: !!str 1 | must have no tags",
                "title: !!javax.script.ScriptEngineManager [] | must have no tags",
                "title: [[[[[[[[[[a]]]]]]]]]] | must not be nested deeper",
                "title: {a | is not YAML here",
                "title: 'a | is not YAML here",
                "title: a: b | is not YAML here",
                "title: @a | is not YAML here",
                "title: `a | is not YAML here",
                "title: \"a\\q\" | is not YAML here",
                "title: [a, b | is not YAML here",
                "mail: {from: a@b.org | is not YAML here",
                "title: <<<<<<< HEAD: a | is not YAML here",
                "- title | is not YAML here",
                "title: &a | must have no anchors",
                "title: ! a | must have no tags",
                "title: !<tag:yaml.org,2002:python/object> a | must have no tags",
            })
    void cannotRead(String line, String expected) {
        assertThat(read(SMALL + line + "\n").mistakes()).singleElement().satisfies(mistake -> {
            assertThat(mistake.path()).isEqualTo("definition");
            assertThat(mistake.rule()).startsWith(expected);
            assertThat(mistake.line()).isBetween(4, 5);
        });
    }

    @Test
    void saysWhatIsWrongWithTabsAndOtherCharacters() {
        assertThat(read("service: shop\nenvironments:\n\tproduction:\n").mistakes())
                .hasToString("[line 3: definition is not YAML here: indent by spaces, not by tabs]");
        assertThat(read("service: shop\ntitle: a\u0000b\n").mistakes())
                .hasToString("[line 2: definition must not have the character U+0000; remove it]");
        assertThat(read(SMALL + "---\nservice: shop\n").mistakes())
                .hasToString("[line 4: definition must be one document; remove what follows ---]");
    }

    @Test
    void refusesSpacesThatAreNone() {
        assertThat(read("service: shop\nenvironments:\n\u00a0\u00a0production:\n")
                        .mistakes())
                .isNotEmpty();
        assertThat(read("service: sh\u200bop\nenvironments: {production: }\n").mistakes())
                .hasToString("[line 1: service must be shop, the service that it is applied to]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{a: ", "- ", "? ", "&a [", "!!a ", "\"", "'", "|", "%", "a: ", "{", "\t", "\n ", "#", "*a "
            })
    void standsWhateverIsRepeated(String piece) {
        assertThat(read(piece.repeat(60_000 / piece.length())).mistakes()).isNotEmpty();
        assertThat(read(SMALL + piece.repeat(60_000 / piece.length())).mistakes())
                .hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void standsAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            bomb.append("%c: &%c [*%c, *%c]%n".formatted(c, c, (char) (c - 1), (char) (c - 1)));
        }
        assertThat(read(bomb.toString()).mistakes())
                .singleElement()
                .extracting(Mistake::line)
                .isEqualTo(1);
    }
}
