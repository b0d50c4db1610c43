package dev.slipway.ledger.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private final Map<String, String> violations = new HashMap<>();

    @Test
    void readsWhatIsThere() throws IOException {
        assertThat(read("{\"text\": \"a\", \"time\": \"2026-11-23T10:15:30.1234567+01:00\", \"number\": 5}"))
                .isEqualTo(new Request("a", Instant.parse("2026-11-23T09:15:30.123456Z"), 5));
        assertThat(violations).isEmpty();
    }

    @Test
    void writesWhatItReads() throws IOException {
        Request request = new Request("a", Instant.parse("2026-11-23T09:15:30Z"), null);

        assertThat(Json.mapper().writeValueAsString(request))
                .isEqualTo("{\"text\":\"a\",\"time\":\"2026-11-23T09:15:30Z\"}");
    }

    @Test
    void notesEveryMemberThatItCannotRead() throws IOException {
        read("{\"text\": 1, \"time\": \"noon\", \"number\": \"5\", \"txet\": {\"a\": [1]}}");

        assertThat(violations)
                .containsOnly(
                        Map.entry("text", "must be text"),
                        Map.entry("time", "must be a time such as 2026-11-23T10:15:30Z"),
                        Map.entry("number", "must be a whole number"),
                        Map.entry("txet", "is not a member of this request"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "5", "true"})
    void wantsAnObject(String body) throws IOException {
        read(body);

        assertThat(violations).containsExactly(Map.entry("(body)", "must be a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z",
                "2026-11-23",
                "2026-11-23T10:15:30",
                "",
                "1795428930"
            })
    void wantsATimeThatCanBe(String time) throws IOException {
        read("{\"time\": \"" + time + "\"}");

        assertThat(violations).containsOnlyKeys("time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "1.5", "1e3", "true", "[]", "{}"})
    void wantsAWholeNumber(String number) throws IOException {
        read("{\"number\": " + number + "}");

        assertThat(violations).containsExactly(Map.entry("number", "must be a whole number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} x", "{\"text\": }", "{\"text\": \"a\", \"text\": \"b\"}", "<a/>"})
    void wantsOneWellFormedValue(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JsonProcessingException.class);
    }

    private @Nullable Request read(String body) throws IOException {
        return Json.read(body.getBytes(UTF_8), Request.class, violations);
    }

    record Request(
            @Nullable String text,
            @Nullable Instant time,
            @Nullable Integer number) {}
}
