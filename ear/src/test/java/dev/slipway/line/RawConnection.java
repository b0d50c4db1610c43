package dev.slipway.line;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 written by hand, for what a well-behaved client cannot say: one exchange after the other on a connection that is kept while httpd
 * keeps it.
 */
public final class RawConnection implements Closeable {
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final Line line;
    private final @Nullable String host;
    private final InetAddress from;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /** To this host of the line. */
    public RawConnection(String host) {
        this(host, InetAddress.getLoopbackAddress());
    }

    /** To this host of the line, as somebody at that address of this machine. */
    public RawConnection(String host, InetAddress from) {
        this(Line.running(), host, from);
    }

    /** To this host of a line, which need not be the one that all tests use. */
    public RawConnection(Line line, String host) {
        this(line, host, InetAddress.getLoopbackAddress());
    }

    /** Without a host, it is not over TLS. */
    private RawConnection(Line line, @Nullable String host, InetAddress from) {
        this.line = line;
        this.host = host;
        this.from = from;
    }

    /** One exchange, over TLS with this server name. */
    public static Answer tls(String serverName, String request) {
        return exchange(new RawConnection(serverName), request);
    }

    /** One exchange, over plain HTTP. */
    public static Answer plain(String request) {
        return exchange(new RawConnection(Line.running(), null, InetAddress.getLoopbackAddress()), request);
    }

    private static Answer exchange(RawConnection connection, String request) {
        try (connection) {
            return connection.exchange(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request, whose length must be what it says, and waits for the answer. */
    public Answer exchange(byte[] request) throws IOException {
        boolean isNew = socket == null;
        try {
            return answer(request);
        } catch (IOException e) {
            close();
            if (isNew) {
                throw e;
            }
            // httpd may have closed a connection that it had kept.
            return answer(request);
        }
    }

    /** The same, but for a kept connection that turns out to be closed: that is the caller's to know. */
    public Answer exchangeOnce(byte[] request) throws IOException {
        try {
            return answer(request);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Whether it is there for another exchange, as far as one can know before. */
    public boolean isOpen() throws IOException {
        Socket open = socket;
        if (open == null) {
            return false;
        }
        try {
            open.setSoTimeout(1);
            if (in.read() < 0) {
                close();
            }
        } catch (SocketTimeoutException e) {
            open.setSoTimeout(PATIENCE_MILLISECONDS);
        } catch (IOException e) {
            close();
        }
        return socket != null;
    }

    private Answer answer(byte[] request) throws IOException {
        Socket open = socket == null ? open() : socket;
        open.getOutputStream().write(request);
        open.getOutputStream().flush();
        Answer answer = read(new String(request, 0, 5, StandardCharsets.ISO_8859_1).startsWith("HEAD "));
        // A list (RFC 9110, 7.6.1): httpd says "Upgrade, close" where it closes after the first answer.
        if (List.of(answer.header("Connection").toLowerCase(Locale.ROOT).split("\\s*,\\s*"))
                .contains("close")) {
            close();
        }
        return answer;
    }

    private Socket open() throws IOException {
        Socket opened = host == null
                ? new Socket(InetAddress.getLoopbackAddress(), line.port("SLIPWAY_HTTP_PORT"), from, 0)
                : openTls(host);
        opened.setSoTimeout(PATIENCE_MILLISECONDS);
        in = new BufferedInputStream(opened.getInputStream());
        socket = opened;
        return opened;
    }

    private Socket openTls(String serverName) throws IOException {
        SSLSocket opened = (SSLSocket) line.tls()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), line.port("SLIPWAY_HTTPS_PORT"), from, 0);
        SSLParameters parameters = opened.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        opened.setSSLParameters(parameters);
        return opened;
    }

    private Answer read(boolean isHead) throws IOException {
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            String[] pair = header.split(": *", 2);
            headers.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
        }
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
        boolean isEmpty = isHead || status == 204 || status == 304;
        String body = isEmpty ? "" : new String(body(all), StandardCharsets.ISO_8859_1);
        return new Answer(status, all, body);
    }

    private byte[] body(HttpHeaders headers) throws IOException {
        if (headers.firstValue("Transfer-Encoding").isEmpty()) {
            long length = headers.firstValueAsLong("Content-Length").orElse(-1);
            return length < 0 ? in.readAllBytes() : in.readNBytes((int) length);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after '" + line + "'");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
