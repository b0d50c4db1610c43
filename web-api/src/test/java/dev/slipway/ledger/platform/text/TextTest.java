package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "web-shop", "a1", "a--b"})
    void takesNames(String name) {
        assertThat(Text.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "-a", "a_b", "a b", "a\n", "a\0", "ä"})
    void refusesWhatIsNoName(String name) {
        assertThat(Text.isName(name)).isFalse();
    }

    @Test
    void boundsNames() {
        assertThat(Text.isName("a".repeat(63))).isTrue();
        assertThat(Text.isName("a".repeat(64))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Web shop", "Größe ☃ 𝄞", "a  b"})
    void takesLines(String line) {
        assertThat(line).matches(Text.LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " x", "x ", "a\0b", "a\nb", "a\tb", "a\u0085b", "a\u2028b"})
    void refusesWhatIsNoLine(String line) {
        assertThat(line.matches(Text.LINE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Two lines,\nof them.", "a\tb\r\nc", "Größe ☃ 𝄞"})
    void takesParagraphs(String paragraph) {
        assertThat(paragraph).matches(Text.PARAGRAPH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\nx", "x\n", "a\0b", "a\u0085b", "a\u001bb"})
    void refusesWhatIsNoParagraph(String paragraph) {
        assertThat(paragraph.matches(Text.PARAGRAPH)).isFalse();
    }

    /** A matcher that goes deeper with each character would run out of stack. */
    @Test
    void boundsParagraphsHoweverLong() {
        assertThat("a".repeat(2000)).matches(Text.PARAGRAPH);
        assertThat("a".repeat(1_000_000).matches(Text.PARAGRAPH)).isFalse();
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(("a" + '\ud834' + "b").matches(Text.LINE)).isFalse();
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat("𝄞".repeat(200)).matches(Text.LINE);
        assertThat("𝄞".repeat(201).matches(Text.LINE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://x", "https://", "https://a b", "HTTPS://x", "//x"})
    void refusesAddressesThatAPageMustNotLinkTo(String address) {
        assertThat(address.matches(Text.WEB_ADDRESS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.0", "20261123", "v1.0.0-rc.1+build_5", "1"})
    void takesVersionsOfAnyScheme(String version) {
        assertThat(version).matches(Text.VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", ".1", "1/2", "1 2"})
    void refusesVersionsThatNoFileCouldHave(String version) {
        assertThat(version.matches(Text.VERSION)).isFalse();
    }
}
