package dev.slipway.line.ledger;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A ledger's API, called on behalf of one user or client. */
public final class Ledger {
    private static final Pattern NEXT = Pattern.compile("/api/v1/([^>]*)>; *rel=\"next\"");
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

    /** @param jobToken the ID token of a pipeline job, which names the person who triggered it */
    public static Ledger at(URI server, Caller caller, Tokens tokens, @Nullable String jobToken) {
        return new Ledger(server, caller, tokens, jobToken, caller.brief());
    }

    /** A copy that retries for this long while the ledger does not answer, as it may just be redeployed. */
    public Ledger patient(Duration time) {
        return new Ledger(server, caller, tokens, jobToken, time.compareTo(caller.brief()) < 0 ? caller.brief() : time);
    }

    /** A copy for uploads, of which the ledger takes few at a time: it waits for its turn. */
    public Ledger forUploads() {
        return new Ledger(server, caller.queueing(TURN), tokens, jobToken, patience);
    }

    /** A copy without retries, for callers that retry by themselves. */
    public Ledger withoutRetries() {
        return new Ledger(server, caller, tokens, jobToken, Duration.ZERO);
    }

    /** How long it waits between two attempts. */
    public Duration pause() {
        return caller.pause();
    }

    /** What time it is for the ledger, to the second; empty if its answer does not say. */
    public Optional<Instant> time() {
        return send(Call.of("GET", ApiPath.of("me")))
                .headers()
                .firstValue("Date")
                .flatMap(Ledger::moment);
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The URL of a page. */
    public String page(String path) {
        return server + path;
    }

    /** An existing resource. */
    public Json get(ApiPath path, String subject) {
        return expect(send(Call.of("GET", path)), subject).json();
    }

    /** A resource, if it exists. */
    public Optional<Json> find(ApiPath path, String subject) {
        Answer answer = send(Call.of("GET", path));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(expect(answer, subject).json());
    }

    /** All items of a list, page by page. */
    public List<Json> all(ApiPath path, String subject) {
        return list(path, subject, items -> false);
    }

    /** The first items of a list, page by page until they are enough. */
    public List<Json> list(ApiPath path, String subject, Predicate<List<Json>> isEnough) {
        List<Json> items = new ArrayList<>();
        Optional<ApiPath> next = Optional.of(path);
        while (next.isPresent()) {
            Answer answer = expect(send(Call.of("GET", next.get())), subject);
            items.addAll(answer.json().items("items"));
            next = isEnough.test(items)
                    ? Optional.empty()
                    : answer.headers().firstValue("Link").flatMap(Ledger::next);
        }
        return items;
    }

    private static Optional<ApiPath> next(String link) {
        Matcher next = NEXT.matcher(link);
        return next.find() ? Optional.of(ApiPath.of(next.group(1))) : Optional.empty();
    }

    /** Creates something, idempotently. */
    public Json post(ApiPath path, Json body, String subject) {
        String key = UUID.randomUUID().toString();
        return expect(send(Call.of("POST", path).json(body).keyed(key)), subject)
                .json();
    }

    /** Posts without an idempotency key: it is not sent again once the ledger may have received it. */
    public Answer postOnce(ApiPath path, Json body) {
        return send(Call.of("POST", path).json(body));
    }

    /** Changes something; the answer may be empty. */
    public Answer put(ApiPath path, Json body, String subject) {
        return expect(send(Call.of("PUT", path).json(body)), subject);
    }

    /** Sends a request. */
    public Answer send(Call call) {
        return withFreshToken(
                token -> caller.send(() -> request(call, "application/json", token), call.isRepeatable(), patience));
    }

    /**
     * Writes a resource to a file.
     *
     * @param file the file, which is created or overwritten
     * @param type the requested media type
     * @param timeout how long the ledger may take until it begins, and each pause after that
     * @throws IOException if the file cannot be written
     */
    public Answer save(ApiPath path, Path file, String type, Duration timeout) throws IOException {
        Call call = Call.of("GET", path).within(timeout);
        String accepted = type + ", application/json;q=0.9";
        return withFreshToken(token -> caller.save(() -> request(call, accepted, token), file, patience));
    }

    private HttpRequest request(Call call, String accepted, String token) {
        HttpRequest.Builder request =
                call.request(server).header("Authorization", "Bearer " + token).header("Accept", accepted);
        if (jobToken != null) {
            request.header("X-Job-Token", jobToken);
        }
        return request.build();
    }

    private interface Attempt<E extends Exception> {
        Answer with(String token) throws E;
    }

    /** If the ledger rejects the token, tries another one, if any. */
    private <E extends Exception> Answer withFreshToken(Attempt<E> attempt) throws E {
        String token = tokens.current();
        Answer answer = attempt.with(token);
        if (answer.status() != 401) {
            return answer;
        }
        String other = tokens.replace(token);
        return other.equals(token) ? answer : attempt.with(other);
    }

    /**
     * The answer, if it is a success.
     *
     * @throws LedgerException if it is not
     * @throws dev.slipway.line.identity.CredentialException if the token was rejected
     */
    public Answer expect(Answer answer, String subject) {
        if (!answer.isSuccess()) {
            throw LedgerException.of(answer, subject, tokens.owner());
        }
        return answer;
    }
}
