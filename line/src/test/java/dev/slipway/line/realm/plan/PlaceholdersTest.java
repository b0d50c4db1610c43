package dev.slipway.line.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {
    @TempDir
    Path state;

    @Test
    void standForValuesWhereverTheyAre() throws JsonProcessingException {
        Placeholders placeholders = new Placeholders(Map.of("A", "one", "B_C", "$2\\")::get, List.of());
        assertThat(placeholders.fill(json("{'x': ['${A}/*', {'y': '${B_C} and ${A}'}], 'n': 1, '${A}': true}")))
                .isEqualTo(json("{'x': ['one/*', {'y': '$2\\\\ and one'}], 'n': 1, '${A}': true}"));
    }

    @Test
    void standForOneElementForEachConsole() throws JsonProcessingException {
        Placeholders placeholders = new Placeholders(name -> name, List.of("https://a", "https://b"));
        assertThat(placeholders.fill(json("['first', '${SLIPWAY_ADMIN_URLS}/*', '${X}']")))
                .isEqualTo(json("['first', 'https://a/*', 'https://b/*', 'X']"));
    }

    @Test
    void areTheLinesOwn() throws IOException {
        Settings settings = Settings.of(Map.of(
                "SLIPWAY_STATE", state.toString(),
                "SLIPWAY_DOMAIN", "example.org",
                "SLIPWAY_WILDFLY_MANAGEMENT_CLIENT_SECRET", "hidden"));
        Placeholders placeholders = Placeholders.of(settings, "test");
        assertThat(placeholders.consoles()).containsExactly("https://admin.example.org", "https://admin-2.example.org");
        assertThat(placeholders.value().apply("SLIPWAY_REALM")).isEqualTo("test");
        assertThat(placeholders.value().apply("SLIPWAY_BROWSER_FLOW")).isEqualTo("slipway browser");
        assertThat(placeholders.value().apply("SLIPWAY_GITLAB_URL")).isEqualTo("https://gitlab.example.org");
        assertThat(placeholders.value().apply("SLIPWAY_WILDFLY_MANAGEMENT_CLIENT_SECRET"))
                .isEqualTo("hidden");
        assertThatThrownBy(() -> placeholders.value().apply("SLIPWAY_ADMIN_PASSWORD"))
                .hasMessageStartingWith("there is no secret admin-password");
        assertThatThrownBy(() -> placeholders.value().apply("PATH")).hasMessageContaining("nothing is known as PATH");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Trees.JSON.readTree(text.replace('\'', '"'));
    }
}
