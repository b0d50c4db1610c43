package dev.slipway.line.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static Json read(String text) throws IOException {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsMemberByMember() throws IOException {
        Json json = read(
                "{\"a\":\"ä\",\"n\":7,\"t\":true,\"x\":null,\"at\":\"2026-11-26T10:00:00Z\",\"o\":{\"b\":\"c\"},\"l\":[{\"b\":1},\"s\",2.5]}");
        assertThat(json.text("a")).isEqualTo("ä");
        assertThat(json.number("n", 0)).isEqualTo(7);
        assertThat(json.number("none", 3)).isEqualTo(3);
        assertThat(json.is("t")).isTrue();
        assertThat(json.is("a")).isFalse();
        assertThat(json.find("x")).isEmpty();
        assertThat(json.time("at")).contains(Instant.parse("2026-11-26T10:00:00Z"));
        assertThat(json.time("a")).isEmpty();
        assertThat(json.object("o").text("b")).isEqualTo("c");
        assertThat(json.items("l"))
                .singleElement()
                .satisfies(item -> assertThat(item.number("b", 0)).isEqualTo(1));
        assertThat(json.texts("l")).containsExactly("s");
        assertThatThrownBy(() -> json.text("none")).hasMessage("An answer has no 'none'.");
    }

    /** As the manifest of an audit extract with 90,000 files. */
    @Test
    void readsALongText() throws IOException {
        String text = "a".repeat(21_000_000);
        assertThat(read("{\"payload\":\"" + text + "\"}").text("payload")).hasSameSizeAs(text);
    }

    @Test
    void readsAnObjectThatMayBeMissing() {
        assertThat(Json.readOrEmpty("{\"a\":\"ä\"}").text("a")).isEqualTo("ä");
    }

    @Test
    void writesWhatItRead() throws IOException {
        String text = "{\"a\":\"\\\"ä\\n\",\"n\":7,\"d\":2.5,\"t\":true,\"x\":null,\"l\":[{},[1]]}";
        assertThat(read(text)).hasToString(text);
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        Json json = Json.object()
                .with("a", "b")
                .with("none", null)
                .with("o", Json.object().with("n", 1))
                .withAll("l", List.of(Json.object().with("t", true)));
        assertThat(json).hasToString("{\"a\":\"b\",\"o\":{\"n\":1},\"l\":[{\"t\":true}]}");
    }

    @Test
    void leavesOutAMemberOfACopy() {
        Json json = Json.object().with("a", "b").with("c", "d");
        assertThat(json.without("a")).hasToString("{\"c\":\"d\"}");
        assertThat(json).hasToString("{\"a\":\"b\",\"c\":\"d\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "<html>", "{\"a\":", "{\"a\":[1,", "{a:1}"})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
        assertThat(Json.readOrEmpty(text)).hasToString("{}");
    }
}
