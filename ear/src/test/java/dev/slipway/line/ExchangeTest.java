package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @AutoClose
    private final StubServer server = new StubServer(exchange -> {
        exchange.getRequestBody().readAllBytes();
        if (asked.incrementAndGet() > lost.get()) {
            exchange.sendResponseHeaders(204, -1);
        }
        // Without an answer, this ends the connection.
        exchange.close();
    });

    @Test
    void sendsOnceMoreWhatIsNotAnswered() {
        lost.set(1);
        assertThat(post().statusCode()).isEqualTo(204);
        assertThat(asked).hasValue(2);
    }

    @Test
    void sendsNothingTwiceThatIsAnswered() {
        assertThat(post().statusCode()).isEqualTo(204);
        assertThat(asked).hasValue(1);
    }

    @Test
    void givesUpAfterTheSecondAttempt() {
        lost.set(Integer.MAX_VALUE);
        assertThatThrownBy(this::post).isInstanceOf(UncheckedIOException.class).hasCauseInstanceOf(IOException.class);
        assertThat(asked).hasValue(2);
    }

    private HttpResponse<Void> post() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url()))
                .POST(BodyPublishers.ofString("text"))
                .build();
        return Caller.join(Exchange.send(HttpClient.newHttpClient(), request, BodyHandlers.discarding()));
    }
}
