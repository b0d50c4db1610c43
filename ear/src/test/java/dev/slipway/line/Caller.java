package dev.slipway.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who calls from outside, over HTTPS and through httpd. */
public final class Caller {
    /** Escapes what is not ASCII: half a surrogate pair, for one, has no other way into a request. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String TOKENS = "/realms/slipway/protocol/openid-connect/token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For a client whose tokens last for the realm's five minutes, or less. */
    static final Duration TOKEN_USED_FOR = Duration.ofSeconds(45);

    /** The line's own client, by its secret: all who call as it show the same token. */
    private static final Map<String, Caller> PIPELINES = new ConcurrentHashMap<>();

    /** Nobody listens there: the code is taken from the address. */
    private static final int ANY_PORT = 49_152;

    private final Line line;
    private final Supplier<String> grant;
    private final Duration grantUsedFor;
    private String token = "";
    private Instant tokenTaken = Instant.MIN;
    private @Nullable String worker;

    private Caller(Supplier<String> grant, Duration grantUsedFor) {
        this(Line.running(), grant, grantUsedFor);
    }

    private Caller(Line line, Supplier<String> grant, Duration grantUsedFor) {
        this.line = line;
        this.grant = grant;
        this.grantUsedFor = grantUsedFor;
    }

    /** Somebody without a login. */
    public static Caller anonymous() {
        return bearing("");
    }

    /** Somebody who shows this token, whatever it is worth. */
    public static Caller bearing(String token) {
        return new Caller(() -> token, Duration.ZERO);
    }

    /** The line's own client of that name, a deployer, by the secret that there is then. */
    public static Caller pipeline() {
        Supplier<String> token = () -> PIPELINES
                .computeIfAbsent(Line.running().secret("pipeline-client-secret"), secret -> client("pipeline", secret))
                .token();
        // Asked for each time: the shared one keeps it.
        return new Caller(token, Duration.ZERO);
    }

    /** A client of the realm, signed in by its secret. */
    public static Caller client(String client, String secret) {
        return client(Line.running(), client, secret, TOKEN_USED_FOR);
    }

    /** A client of a line's realm, which shows each of its tokens for so long. */
    static Caller client(Line line, String client, String secret, Duration tokenUsedFor) {
        return new Caller(line, () -> bySecret(line, client, secret), tokenUsedFor);
    }

    private static String bySecret(Line line, String client, String secret) {
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret;
        return form(line, TOKENS, form).expect(200).path("access_token").asText();
    }

    /** Somebody at the command line, who signed in there by a browser. */
    public static Caller person(Realm.Person person) {
        return new Caller(
                () -> granted(AccountSignIn.cli(ANY_PORT)
                        .password(person.name(), person.password())
                        .exchange()),
                TOKEN_USED_FOR);
    }

    /** Somebody who signed in to the ledger's pages. */
    public static Caller onThePages(Realm.Person person) {
        return new Caller(
                () -> granted(AccountSignIn.at("web-api", Line.running().ledger() + "/")
                                .password(person.name(), person.password())
                                .exchange()
                        + "&client_secret=" + Line.running().secret("web-api-client-secret")),
                TOKEN_USED_FOR);
    }

    /** Somebody who signed in by another client of the realm, at this address of it. */
    public static Caller person(Realm.Person person, String client, String target) {
        return new Caller(
                () -> granted(AccountSignIn.at(client, target)
                        .password(person.name(), person.password())
                        .exchange()),
                TOKEN_USED_FOR);
    }

    /** From now on it is one worker that is asked, as by somebody whose session began there. */
    public Caller at(String name) {
        worker = name;
        return this;
    }

    /** Its access token; empty for somebody without a login. */
    public synchronized String token() {
        if (tokenTaken.plus(grantUsedFor).isBefore(Instant.now())) {
            Instant asked = Instant.now();
            token = grant.get();
            // Not where there was none: the next one asks again.
            tokenTaken = asked;
        }
        return token;
    }

    /** GETs a path below the ledger's address. */
    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** GETs a path, and does not wait for the answer. */
    public CompletableFuture<Answer> getAsync(String path, String... headers) {
        return send(request("GET", path, BodyPublishers.noBody()), headers);
    }

    /** POSTs an object as JSON. */
    public Answer post(String path, Map<String, ?> body, String... headers) {
        return join(postAsync(path, body, headers));
    }

    /** PUTs an object as JSON. */
    public Answer put(String path, Map<String, ?> body, String... headers) {
        return join(sendAsync("PUT", path, body, headers));
    }

    /** PATCHes with an object as JSON. */
    public Answer patch(String path, Map<String, ?> body, String... headers) {
        return join(sendAsync("PATCH", path, body, headers));
    }

    /** POSTs an object as JSON, and does not wait for the answer. */
    public CompletableFuture<Answer> postAsync(String path, Map<String, ?> body, String... headers) {
        return sendAsync("POST", path, body, headers);
    }

    private CompletableFuture<Answer> sendAsync(String method, String path, Map<String, ?> body, String... headers) {
        try {
            HttpRequest.Builder request = request(method, path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
            request.header("Content-Type", "application/json");
            return send(request, headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** DELETEs what is at a path. */
    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** POSTs text as it is. */
    public Answer postText(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), headers);
    }

    /** Sends anything. Headers come as name, value, name, value … */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        return join(send(request(method, path, body), headers));
    }

    /** Sends a large file as it is. */
    public Answer upload(String method, String path, Path file) {
        URI target = line.ledger().resolve(path);
        Answer answer = Upload.send(line, token(), method, target, file);
        line.contract().check(method, target.getRawPath(), answer);
        return answer;
    }

    /** What comes, or what went wrong instead. */
    public static <T> T join(CompletableFuture<T> coming) {
        // Behind a latch: whoever waits for a future in JUnit's pool has it start one more class meanwhile, whatever
        // its parallelism.
        CountDownLatch over = new CountDownLatch(1);
        coming.whenComplete((came, failure) -> over.countDown());
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            coming.cancel(true);
            throw new IllegalStateException(e);
        }
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException cause ? new UncheckedIOException(cause) : e;
        }
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(line.ledger().resolve(path))
                .timeout(PATIENCE)
                .method(method, body);
        String bearer = token();
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (worker != null) {
            request.header("Cookie", SignIn.SESSION + "=none." + worker);
        }
        return request;
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpRequest sent = request.build();
        CompletableFuture<Answer> answer = exchange(line, sent);
        if (!sent.uri().getPath().startsWith("/api/")) {
            return answer;
        }
        Contract contract = line.contract();
        return answer.thenApply(came -> {
            contract.check(sent.method(), sent.uri().getRawPath(), came);
            return came;
        });
    }

    private static String granted(String form) {
        return token(form).expect(200).path("access_token").asText();
    }

    /** What Keycloak answers to a request for a token. */
    public static Answer token(String form) {
        return form(TOKENS, form);
    }

    /** What Keycloak answers to a form. */
    public static Answer form(String path, String form) {
        return form(Line.running(), path, form);
    }

    private static Answer form(Line line, String path, String form) {
        return join(exchange(
                line,
                HttpRequest.newBuilder(line.auth().resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build()));
    }

    private static CompletableFuture<Answer> exchange(Line line, HttpRequest request) {
        return Exchange.send(line.http(), request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(Answer::of);
    }
}
