package dev.slipway.ledger.notification.post;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.http.Header;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Sends bodies by POST, without retries, redirects or cookies. It connects to the very address that was checked, so
 * that DNS rebinding has no effect.
 */
public class HttpPost implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 10_000;
    /** Each byte may take as long as that, and so all of them for ever. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final int CONNECTIONS = 20;
    private static final int TOO_MANY_REQUESTS = 429;

    /** As of a webhook that was removed there. */
    private static final Set<Integer> GONE = Set.of(404, 410);

    /** Of a message that the receiver does not understand, or finds too long. */
    private static final Set<Integer> UNACCEPTABLE = Set.of(400, 413, 422);

    private final CloseableHttpClient client;
    private final Clock clock;
    private final Duration longest;

    /** Sends, also to this machine's loopback if it is allowed. */
    HttpPost(boolean allowsLoopback, Clock clock) {
        this(allowsLoopback, clock, LONGEST);
    }

    /**
     * The same.
     *
     * @param longest how long all of it may take, to the answer's end
     */
    HttpPost(boolean allowsLoopback, Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register("https", SSLConnectionSocketFactory.getSocketFactory())
                        .build(),
                host -> reachable(host, allowsLoopback));
        // A line of a header is read into memory as a whole.
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setMessageConstraints(MessageConstraints.custom()
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .build());
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(PATIENCE_MILLISECONDS)
                        .setConnectionRequestTimeout(PATIENCE_MILLISECONDS)
                        .setSocketTimeout(PATIENCE_MILLISECONDS)
                        .build())
                .setUserAgent("Slipway")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * Sends one.
     *
     * @throws DeliveryException if it is not accepted, or the host does not respond
     */
    void send(URI address, String mediaType, Map<String, String> headers, String body) throws DeliveryException {
        org.apache.http.client.methods.HttpPost request = new org.apache.http.client.methods.HttpPost(address);
        request.setHeader("Content-Type", mediaType);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Void> over = new CompletableFuture<>();
        over.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, late) -> {
            if (late != null) {
                request.abort();
            }
        });
        try (CloseableHttpResponse response = client.execute(request)) {
            // Reads the body to its end, so that the connection can be reused. The body must not be shown to anybody.
            EntityUtils.consume(response.getEntity());
            int status = response.getStatusLine().getStatusCode();
            if (status < 200 || status > 299) {
                Duration retryAfter = retryAfter(response);
                boolean isUnacceptable = UNACCEPTABLE.contains(status) && retryAfter == null;
                throw new DeliveryException(
                        "The receiver answers " + status + ".",
                        retryAfter,
                        status == TOO_MANY_REQUESTS && retryAfter != null,
                        isUnacceptable || GONE.contains(status) && retryAfter == null,
                        !isUnacceptable);
            }
        } catch (IOException e) {
            throw new DeliveryException(
                    over.isCompletedExceptionally()
                            ? "The receiver did not finish its response within " + longest.toSeconds() + " s."
                            : reason(e));
        } finally {
            over.complete(null);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress[] reachable(String host, boolean allowsLoopback) throws UnknownHostException {
        InetAddress[] addresses = HostNames.resolve(host);
        Optional<String> refusal = AddressPolicy.refusal(List.of(addresses), HttpPost::isOwn, allowsLoopback);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
        return addresses;
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Parses seconds or a date (RFC 9110, 10.2.3); null if it is neither, or in the past. */
    private @Nullable Duration retryAfter(CloseableHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null) {
            return null;
        }
        String value = header.getValue().strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(clock.instant(), at);
            return left.isNegative() ? null : left;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Omits the exception's own message, which may contain the address, a secret, unless it is from here. */
    private static String reason(IOException e) {
        if (e instanceof RefusedException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof HostNames.SilentException) {
            return "The machine's DNS does not answer for the receiver's host.";
        }
        if (e instanceof UnknownHostException) {
            return "The receiver's host name cannot be resolved.";
        }
        if (e instanceof SocketTimeoutException || e instanceof ConnectTimeoutException) {
            return "The receiver did not answer within " + PATIENCE_MILLISECONDS / 1000 + " s.";
        }
        if (e instanceof ConnectException) {
            return "The receiver refused the connection.";
        }
        if (e instanceof SSLException) {
            return "This line does not trust the receiver's certificate, or the receiver does not speak TLS.";
        }
        return "The connection to the receiver broke.";
    }

    /** A host that is not called. */
    private static final class RefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }
}
