package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import dev.slipway.line.Reloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that httpd keeps for the next request. */
@ExtendWith(Reloads.class)
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class KeptConnectionIT {
    private static final Line LINE = Line.running();
    private static final String UNFINISHED = "GET / HTTP/1.1\r\nHost: " + LINE.host("mywebapp") + "\r\n";
    private static final String END = "\r\n";

    /**
     * Each has a thread of httpd's for itself until its request is whole. A process without one to spare closes the connection, and who
     * has sent a POST on it cannot know what became of that.
     */
    @Test
    void answersAHundredSlowRequestsOnThem() throws Exception {
        List<Socket> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), LINE.port("SLIPWAY_HTTP_PORT"));
                kept.add(socket);
                socket.setSoTimeout(10_000);
                send(socket, UNFINISHED + END);
            }
            for (Socket socket : kept) {
                assertThat(answer(socket)).startsWith("HTTP/1.1 308 ");
            }
            for (Socket socket : kept) {
                send(socket, UNFINISHED);
            }
            for (Socket socket : kept) {
                send(socket, END);
                assertThat(answer(socket)).startsWith("HTTP/1.1 308 ");
            }
        } finally {
            for (Socket socket : kept) {
                socket.close();
            }
        }
    }

    /** By that client, servers ask Keycloak at a sign-in: sent on a connection that a reload has closed, its POST fails. */
    @ParameterizedTest
    @CsvSource({"Apache-HttpClient/4.5.14 (Java/17),false", "Java-http-client/17,true"})
    void keepsNoneToKeycloakForApachesClient(String client, boolean isKept) throws IOException {
        String host = LINE.host("auth");
        String request = "GET /realms/slipway/.well-known/openid-configuration HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: " + client + "\r\n" + END;
        try (RawConnection connection = new RawConnection(host)) {
            connection.exchange(request.getBytes(StandardCharsets.ISO_8859_1)).expect(200);
            assertThat(connection.isOpen()).isEqualTo(isKept);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The short answer arrives in one piece. */
    private static String answer(Socket socket) throws IOException {
        byte[] bytes = new byte[4096];
        int length = socket.getInputStream().read(bytes);
        return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
