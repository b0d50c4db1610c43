package dev.slipway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One HTTP/1.1 exchange with httpd, written by hand, for what a well-behaved client cannot say. */
public final class RawExchange {
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private RawExchange() {}

    /** Over TLS, with this server name. */
    public static Answer tls(String serverName, String request) {
        return tls(serverName, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Over TLS, with this server name. */
    public static Answer tls(String serverName, byte[] request) {
        Line line = Line.running();
        try (SSLSocket socket = (SSLSocket) line.tls()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), line.port("SLIPWAY_HTTPS_PORT"))) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
            socket.setSSLParameters(parameters);
            return exchange(socket, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over plain HTTP. */
    public static Answer plain(String request) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), Line.running().port("SLIPWAY_HTTP_PORT"))) {
            return exchange(socket, request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer exchange(Socket socket, byte[] request) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    private static Answer parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("no HTTP answer but '" + answer + "'");
        }
        List<String> lines = answer.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : lines.subList(1, lines.size())) {
            String[] pair = header.split(": *", 2);
            headers.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
        }
        return new Answer(
                Integer.parseInt(lines.get(0).split(" ", -1)[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                answer.substring(end + 4));
    }
}
