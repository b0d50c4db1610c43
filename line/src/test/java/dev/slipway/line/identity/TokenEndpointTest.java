package dev.slipway.line.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final URI SERVER = URI.create("https://mywebapp.example.org");
    private static final URI TOKEN = URI.create("https://auth.example.org/token");

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT23H59M59S, true", "PT24H, false", "PT-1S, false"})
    void isGoodForADay(Duration age, boolean isGood) {
        assertThat(new TokenEndpoint(SERVER, TOKEN, NOW.minus(age)).isGood(SERVER, NOW))
                .isEqualTo(isGood);
    }

    @Test
    void isGoodForItsLedgerOnly() {
        assertThat(new TokenEndpoint(SERVER, TOKEN, NOW).isGood(URI.create("https://other.example.org"), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://auth.example.org/token", "http:token", "token"})
    void takesNoSecretInClearText(String uri) {
        assertThat(new TokenEndpoint(SERVER, URI.create(uri), NOW).isGood(SERVER, NOW))
                .isFalse();
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        TokenEndpoint endpoint = new TokenEndpoint(SERVER, TOKEN, NOW);
        Json read = Json.read(endpoint.json().toString().getBytes(StandardCharsets.UTF_8));
        assertThat(TokenEndpoint.of(read)).isEqualTo(endpoint);
    }
}
