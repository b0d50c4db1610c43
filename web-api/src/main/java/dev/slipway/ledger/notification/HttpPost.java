package dev.slipway.ledger.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body by POST, once. By the JDK's plain client, which has no thread of its own to outlive the archive; in its streaming mode, in
 * which it repeats nothing by itself.
 */
final class HttpPost {
    private static final int PATIENCE_MILLISECONDS = 10_000;
    private static final int LONGEST_ANSWER = 4_096;

    private HttpPost() {}

    /**
     * Sends it.
     *
     * @throws DeliveryException when it is not accepted, or nobody is there
     */
    static void send(URI address, String mediaType, Map<String, String> headers, byte[] body, boolean allowsLoopback)
            throws DeliveryException {
        try {
            expectReachable(address.getHost(), allowsLoopback);
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLISECONDS);
            connection.setReadTimeout(PATIENCE_MILLISECONDS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Content-Type", mediaType);
            connection.setRequestProperty("User-Agent", "Slipway");
            headers.forEach(connection::setRequestProperty);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            drain(connection, status);
            if (status < 200 || status > 299) {
                throw new DeliveryException("The receiver answers " + status + ".", retryAfter(connection));
            }
        } catch (IOException e) {
            throw new DeliveryException(reason(e));
        }
    }

    /** Its name is resolved here, and the JVM keeps the answer for the connection that follows. */
    private static void expectReachable(String host, boolean allowsLoopback) throws IOException, DeliveryException {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
        Optional<String> refusal = Reach.refusal(addresses, HttpPost::isOwn, allowsLoopback);
        if (refusal.isPresent()) {
            throw new DeliveryException("Not sent: " + refusal.get() + ".");
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Read to its end, the connection serves the next one, too. Nobody is shown what it says. */
    private static void drain(HttpURLConnection connection, int status) throws IOException {
        try (InputStream answer = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            if (answer != null) {
                answer.readNBytes(LONGEST_ANSWER);
            }
        }
    }

    private static @Nullable Duration retryAfter(HttpURLConnection connection) {
        String value = connection.getHeaderField("Retry-After");
        return value != null && value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    /** Without the exception's own words where they may have the address, which is a secret. */
    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "The receiver's host is not known.";
        }
        if (e instanceof SocketTimeoutException) {
            return "The receiver does not answer within " + PATIENCE_MILLISECONDS / 1000 + " s.";
        }
        if (e instanceof ConnectException) {
            return "The receiver takes no connection.";
        }
        if (e instanceof SSLException) {
            return "The receiver's certificate is not one that this line trusts, or it speaks no TLS.";
        }
        return "The connection to the receiver broke.";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
