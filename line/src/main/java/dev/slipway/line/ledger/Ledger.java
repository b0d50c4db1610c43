package dev.slipway.line.ledger;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A ledger's API, called on behalf of one user or client. */
public final class Ledger {
    private static final Pattern NEXT = Pattern.compile("/api/v1/([^>]*)>; *rel=\"next\"");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration TURN = Duration.ofMinutes(2);

    private final URI server;
    private final Caller caller;
    private final Tokens tokens;
    private final @Nullable String jobToken;
    private final Duration patience;

    private Ledger(URI server, Caller caller, Tokens tokens, @Nullable String jobToken, Duration patience) {
        this.server = server;
        this.caller = caller;
        this.tokens = tokens;
        this.jobToken = jobToken;
        this.patience = patience;
    }

    /**
     * A ledger.
     *
     * @param jobToken the ID token of a pipeline job, which says who triggered it
     */
    public static Ledger at(URI server, Caller caller, Tokens tokens, @Nullable String jobToken) {
        return new Ledger(server, caller, tokens, jobToken, caller.brief());
    }

    /** A copy that retries for this long while the ledger does not answer, as it may just be redeployed. */
    public Ledger patient(Duration time) {
        return new Ledger(server, caller, tokens, jobToken, time.compareTo(caller.brief()) < 0 ? caller.brief() : time);
    }

    /** A copy for uploads, of which the ledger takes few at a time: it waits for its turn. */
    Ledger forUploads() {
        return new Ledger(server, caller.queueing(TURN), tokens, jobToken, patience);
    }

    /** A copy that makes one attempt of each call, for whoever repeats it. */
    public Ledger withoutRetries() {
        return new Ledger(server, caller, tokens, jobToken, Duration.ZERO);
    }

    /** How long it waits between two attempts. */
    public Duration pause() {
        return caller.pause();
    }

    /** The URL of a page. */
    public String page(String path) {
        return server + path;
    }

    /** An existing resource. */
    public Json get(ApiPath path, String asked) {
        return expect(send("GET", path, null, null, null), asked).json();
    }

    /** A resource, if it exists. */
    public Optional<Json> find(ApiPath path, String asked) {
        Answer answer = send("GET", path, null, null, null);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(expect(answer, asked).json());
    }

    /** All items of a list, page by page. */
    public List<Json> all(ApiPath path, String asked) {
        List<Json> items = new ArrayList<>();
        Optional<ApiPath> next = Optional.of(path);
        while (next.isPresent()) {
            Answer answer = expect(send("GET", next.get(), null, null, null), asked);
            items.addAll(answer.json().items("items"));
            next = answer.headers().firstValue("Link").flatMap(Ledger::next);
        }
        return items;
    }

    private static Optional<ApiPath> next(String link) {
        Matcher next = NEXT.matcher(link);
        return next.find() ? Optional.of(ApiPath.of(next.group(1))) : Optional.empty();
    }

    /** Creates something, idempotently. */
    public Json post(ApiPath path, Json body, String asked) {
        return expect(send("POST", path, "application/json", UUID.randomUUID().toString(), text(body)), asked)
                .json();
    }

    /** Changes something; the answer may be empty. */
    public Answer put(ApiPath path, Json body, String asked) {
        return expect(send("PUT", path, "application/json", null, text(body)), asked);
    }

    /**
     * Sends a request.
     *
     * @param type the body's media type, if there is a body
     * @param key the idempotency key of a POST
     * @param body supplies the body for each attempt
     */
    public Answer send(
            String method,
            ApiPath path,
            @Nullable String type,
            @Nullable String key,
            @Nullable Supplier<BodyPublisher> body) {
        return send(method, path, type, key, body, TIMEOUT);
    }

    Answer send(
            String method,
            ApiPath path,
            @Nullable String type,
            @Nullable String key,
            @Nullable Supplier<BodyPublisher> body,
            Duration timeout) {
        boolean isRepeatable = !method.equals("POST") || key != null;
        String token = tokens.current();
        Answer answer = attempt(method, path, type, key, body, timeout, isRepeatable, token);
        if (answer.status() != 401) {
            return answer;
        }
        String other = tokens.inPlaceOf(token);
        return other.equals(token) ? answer : attempt(method, path, type, key, body, timeout, isRepeatable, other);
    }

    private Answer attempt(
            String method,
            ApiPath path,
            @Nullable String type,
            @Nullable String key,
            @Nullable Supplier<BodyPublisher> body,
            Duration timeout,
            boolean isRepeatable,
            String token) {
        URI uri = URI.create(server + "/api/v1/" + path);
        return caller.send(
                () -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                            .timeout(timeout)
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .method(method, body == null ? BodyPublishers.noBody() : body.get());
                    if (type != null) {
                        request.header("Content-Type", type);
                    }
                    if (key != null) {
                        request.header("Idempotency-Key", key);
                    }
                    if (jobToken != null) {
                        request.header("X-Job-Token", jobToken);
                    }
                    return request.build();
                },
                isRepeatable,
                patience);
    }

    /**
     * Writes a resource to a file.
     *
     * @param file the file, which is created or overwritten
     * @param type the requested media type
     * @param timeout how long the ledger may take until it begins, and each pause after that
     * @throws IOException if the file cannot be written
     */
    Answer save(ApiPath path, Path file, String type, Duration timeout) throws IOException {
        String token = tokens.current();
        Answer answer = save(path, file, type, timeout, token);
        if (answer.status() != 401) {
            return answer;
        }
        String other = tokens.inPlaceOf(token);
        return other.equals(token) ? answer : save(path, file, type, timeout, other);
    }

    private Answer save(ApiPath path, Path file, String type, Duration timeout, String token) throws IOException {
        URI uri = URI.create(server + "/api/v1/" + path);
        return caller.save(
                () -> HttpRequest.newBuilder(uri)
                        .timeout(timeout)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", type + ", application/json;q=0.9")
                        .build(),
                file,
                patience);
    }

    /**
     * The answer, if it is a success.
     *
     * @throws LedgerException if it is not
     * @throws dev.slipway.line.identity.CredentialException if the token was rejected
     */
    public Answer expect(Answer answer, String asked) {
        if (!answer.isSuccess()) {
            throw LedgerException.of(answer, asked, tokens.owner());
        }
        return answer;
    }

    private static Supplier<BodyPublisher> text(Json body) {
        String text = body.toString();
        return () -> BodyPublishers.ofString(text);
    }
}
