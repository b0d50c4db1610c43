package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request to the ledger's API.
 *
 * @param method the HTTP method
 * @param path the resource
 * @param body the body, if there is one
 * @param key the idempotency key, with which a POST may be repeated
 * @param timeout how long the answer may take until it begins, and each pause in it
 */
public record Call(String method, ApiPath path, Optional<Body> body, Optional<String> key, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /**
     * The body of a request.
     *
     * @param type its media type
     * @param content supplies it for each attempt
     */
    public record Body(String type, Supplier<BodyPublisher> content) {}

    /** A request without a body. */
    public static Call of(String method, ApiPath path) {
        return new Call(method, path, Optional.empty(), Optional.empty(), TIMEOUT);
    }

    /** A copy with a body in JSON. */
    public Call json(Json json) {
        return text("application/json", json.toString());
    }

    /** A copy with a text as its body. */
    public Call text(String type, String text) {
        return body(type, () -> BodyPublishers.ofString(text));
    }

    /** A copy with a body that is made for each attempt. */
    public Call body(String type, Supplier<BodyPublisher> content) {
        return new Call(method, path, Optional.of(new Body(type, content)), key, timeout);
    }

    /** A copy with an idempotency key. */
    public Call keyed(String idempotencyKey) {
        return new Call(method, path, body, Optional.of(idempotencyKey), timeout);
    }

    /** A copy with another timeout. */
    public Call within(Duration time) {
        return new Call(method, path, body, key, time);
    }

    boolean isRepeatable() {
        return !method.equals("POST") || key.isPresent();
    }

    /** For one attempt. */
    HttpRequest.Builder request(URI server) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/v1/" + path))
                .timeout(timeout)
                .method(method, body.map(one -> one.content().get()).orElseGet(BodyPublishers::noBody));
        body.ifPresent(one -> request.header("Content-Type", one.type()));
        key.ifPresent(one -> request.header("Idempotency-Key", one));
        return request;
    }
}
