package dev.slipway.line.load;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Programs that each send all their requests as streams of one HTTP/2 connection. */
final class Multiplexed implements Way {
    private static final int PROGRAMS = 3;
    private static final int STREAMS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<HttpClient> programs = Stream.generate(() ->
                    HttpClient.newBuilder().sslContext(Line.running().tls()).build())
            .limit(PROGRAMS)
            .toList();

    private final String load;
    private final Supplier<String> token;

    Multiplexed(String load, Supplier<String> token) {
        this.load = load;
        this.token = token;
    }

    @Override
    public String title() {
        return "HTTP/2";
    }

    @Override
    public int atOnce() {
        return PROGRAMS * STREAMS;
    }

    @Override
    public Answer send(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        Line.running().ledger().resolve(call.path()))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.get());
        if (call.isWrite()) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", call.key(load))
                    .POST(BodyPublishers.ofString(call.body()));
        }
        return answer(programs.get(call.number() % PROGRAMS).send(request.build(), BodyHandlers.ofString()));
    }

    static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
