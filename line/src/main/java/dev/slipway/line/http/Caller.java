package dev.slipway.line.http;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.CauseChain;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, and retries idempotent ones if there is no answer, or only a proxy's.
 *
 * <p>Always over HTTP/1.1: on JDK 17, a request over HTTP/2 hangs if the server closes the idle connection as it begins.
 */
public final class Caller {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final long LONGEST_REFUSED = 60;
    private static final int LEAST = 3;

    /** The longest pause within a body of a request without a timeout. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The ledger's problem type for too many open connections. */
    private static final String BUSY = "#too-many-streams";

    /** Requests to repeat, besides those that the server has not begun to process. */
    private enum Repeat {
        NOTHING,
        LOST,
        ANYTHING;

        boolean isAfter(IOException e) {
            return this == ANYTHING || this == LOST && !(e instanceof HttpTimeoutException);
        }
    }

    private final Pace pace = new Pace();
    private final HttpClient client;
    private final Duration pause;
    private final Duration queueing;

    private Caller(HttpClient client, Duration pause, Duration queueing) {
        this.client = client;
        this.pause = pause;
        this.queueing = queueing;
    }

    /** Trusts the given authorities, or the system's. For the line's own names, to which no proxy leads. */
    public static Caller trusting(@Nullable SSLContext tls) {
        return trusting(tls, Optional.of(HttpClient.Builder.NO_PROXY));
    }

    /** The same, by this proxy, or else by the JVM's, if there is one. */
    public static Caller trusting(@Nullable SSLContext tls, Optional<ProxySelector> proxy) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(tls == null ? Trust.system() : tls);
        proxy.ifPresent(client::proxy);
        return new Caller(client.build(), PAUSE, Duration.ZERO);
    }

    /** The default patience: enough for three attempts. */
    public Duration brief() {
        return pause.multipliedBy(5).dividedBy(2);
    }

    /** The pause between attempts. */
    public Duration pause() {
        return pause;
    }

    /** A copy with this pause between attempts. */
    public Caller pausing(Duration between) {
        return new Caller(client, between, queueing);
    }

    /** A copy that retries for this long, if that is longer, while the ledger has no place for it. */
    public Caller queueing(Duration time) {
        return new Caller(client, pause, time);
    }

    /**
     * Sends a request, with retries.
     *
     * @param request supplies the request for each attempt, since its token may expire in between
     * @param isRepeatable whether it is idempotent
     * @param patience how long to retry, at least three times; zero for no retries
     * @throws CallException if there was no answer
     */
    public Answer send(Supplier<HttpRequest> request, boolean isRepeatable, Duration patience) {
        Repeat repeat = isRepeatable ? Repeat.ANYTHING : Repeat.NOTHING;
        return send(request, repeat, patience, IncomingBody::inMemory, failure -> {});
    }

    /**
     * Sends a request that may be repeated, but is not once it has timed out, as a person waits for the answer.
     *
     * @param request supplies the request for each attempt
     * @param patience how long to retry, at least three times; zero for no retries
     * @param lost receives the failure of each attempt that is repeated though the server may have carried it out
     * @throws CallException if there was no answer
     */
    public Answer sendUnlessSlow(Supplier<HttpRequest> request, Duration patience, Consumer<CallException> lost) {
        return send(request, Repeat.LOST, patience, IncomingBody::inMemory, lost);
    }

    /**
     * Sends an idempotent request, with retries, and writes the body of a successful answer to a file, however large it is.
     *
     * @param file the file, which is created if missing, and overwritten at each attempt
     * @return the answer, without a body if that is in the file
     * @throws CallException if there was no answer
     * @throws IOException if the file cannot be written
     */
    public Answer save(Supplier<HttpRequest> request, Path file, Duration patience) throws IOException {
        try {
            return send(request, Repeat.ANYTHING, patience, () -> IncomingBody.in(file), failure -> {});
        } catch (IncomingBody.FileException e) {
            throw e.getCause();
        }
    }

    private Answer send(
            Supplier<HttpRequest> request,
            Repeat repeat,
            Duration patience,
            Supplier<IncomingBody> bodies,
            Consumer<CallException> lost) {
        long begun = 0;
        Duration limit = patience;
        for (int count = 1; ; count++) {
            HttpRequest attempt = request.get();
            Duration wait = pause;
            try (IncomingBody body = bodies.get()) {
                Answer answer = exchange(attempt, body);
                if (answer.status() == HttpURLConnection.HTTP_PROXY_AUTH) {
                    throw new CallException(
                            "The proxy that HTTPS_PROXY names wants a user name: the CLI signs in to no proxy.",
                            "Where no proxy is needed: NO_PROXY="
                                    + attempt.uri().getHost());
                }
                boolean isRefused = answer.status() == 429;
                if (isRefused || !queueing.isZero() && isBusy(answer)) {
                    wait = retryAfter(answer);
                    limit = patience.compareTo(queueing) < 0 ? queueing : patience;
                } else if (!isToBeRepeated(answer, repeat)) {
                    return answer;
                }
                begun = count == 1 ? System.nanoTime() : begun;
                if (isOver(begun, limit, wait) && (isRefused || count >= LEAST) || patience.isZero()) {
                    return answer;
                }
                if (mayBeCarriedOut(answer)) {
                    lost.accept(failure(answer));
                }
            } catch (IOException e) {
                // Without a connection, nothing was sent.
                boolean isUnsent = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
                boolean mayRepeat = isUnsent || repeat.isAfter(e);
                begun = count == 1 ? System.nanoTime() : begun;
                if (!mayRepeat
                        || isPermanent(e, patience)
                        || isOver(begun, limit, wait) && count >= LEAST
                        || patience.isZero()) {
                    throw ConnectionErrors.of(attempt.uri(), e);
                }
                if (!isUnsent) {
                    lost.accept(ConnectionErrors.of(attempt.uri(), e));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallException("It was interrupted.", "", e);
            }
            pace.sleep(wait);
        }
    }

    /** The JDK's timeout of a request ends with the headers, so the body is watched here: it may pause for as long. */
    private Answer exchange(HttpRequest request, IncomingBody body) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, body);
        try {
            HttpResponse<byte[]> response =
                    await(exchange, body, request.timeout().orElse(LONGEST_PAUSE));
            return new Answer(request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IncomingBody.FileException unwritten) {
                throw unwritten;
            }
            throw cause instanceof IOException lost ? lost : new IOException(cause);
        } finally {
            exchange.cancel(true);
        }
    }

    private static HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> exchange, IncomingBody body, Duration pause)
            throws HttpTimeoutException, ExecutionException, InterruptedException {
        for (Duration left = pause; !left.isZero() && !left.isNegative(); left = body.left(pause)) {
            try {
                return exchange.get(left.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // A part may have come in the meantime.
            }
        }
        throw new HttpTimeoutException("the answer stalled");
    }

    /** A 503 means that the request was not processed; any other status leaves that open. */
    private static boolean isToBeRepeated(Answer answer, Repeat repeat) {
        return answer.status() == 503 || repeat != Repeat.NOTHING && answer.isAway();
    }

    private static boolean mayBeCarriedOut(Answer answer) {
        return answer.isAway() && answer.status() != 503;
    }

    /** Any 503 comes with a Retry-After, and most are not over within minutes. */
    private static boolean isBusy(Answer answer) {
        return answer.status() == 503 && new String(answer.body(), StandardCharsets.UTF_8).contains(BUSY);
    }

    private static boolean isOver(long begun, Duration limit, Duration wait) {
        return System.nanoTime() - begun + wait.toNanos() > limit.toNanos();
    }

    /** Failures that persist: an untrusted certificate, or an unknown host name, unless the host has answered before. */
    private boolean isPermanent(IOException e, Duration patience) {
        return e instanceof SSLException && CauseChain.of(e).has(CertPathBuilderException.class)
                || CauseChain.of(e).has(UnresolvedAddressException.class) && patience.compareTo(brief()) <= 0;
    }

    private Duration retryAfter(Answer answer) {
        String header = answer.headers().firstValue("Retry-After").orElse("");
        return header.matches("\\d{1,4}")
                ? Duration.ofSeconds(Math.min(LONGEST_REFUSED, Long.parseLong(header)))
                : pause.multipliedBy(5);
    }

    /** Of a proxy, in place of the server's answer. */
    private static CallException failure(Answer answer) {
        return new CallException(
                answer.uri().getAuthority() + " does not answer (status " + answer.status() + ").", "");
    }
}
