package dev.slipway.line.realm.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errorMessage\": \"Client exists\"} | : Client exists",
                "{\"error\": \"unknown_error\"} | : unknown_error",
                "{\"error\": \"e\", \"error_description\": \"more\"} | : more",
                "<html> | ''",
                "'' | ''"
            })
    void sayWhatKeycloakSays(String body, String message) {
        assertThat(Refusals.say(409, "POST", "/admin/realms/slipway/clients", body))
                .isEqualTo("Keycloak answers 409 to POST /slipway/clients" + message);
    }
}
