package dev.slipway.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeekableSocketTest {
    private static final int PEEK = 1;
    private static final int PATIENCE = 10_000;

    private ServerSocket listening;
    private Socket server;
    private Socket client;
    private InputStream in;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = new PeekableSocketFactory().createSocket();
        client.connect(listening.getLocalSocketAddress());
        server = listening.accept();
        in = client.getInputStream();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listening.close();
    }

    /** One that has waited is made anew each time, by the JDK. */
    @Test
    void peekingDoesNotWaitEachTime() throws IOException {
        client.setSoTimeout(PEEK);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> in.read(new byte[8], 0, 8))
                .satisfies(first -> assertThatExceptionOfType(SocketTimeoutException.class)
                        .isThrownBy(() -> in.read(new byte[8], 0, 8))
                        .isSameAs(first));
    }

    @Test
    void peekingFindsWhatHasArrived() throws IOException {
        server.getOutputStream().write("E".getBytes(StandardCharsets.US_ASCII));
        await().atMost(Duration.ofMillis(PATIENCE)).until(() -> in.available() > 0);
        client.setSoTimeout(PEEK);
        byte[] bytes = new byte[8];
        assertThat(in.read(bytes, 0, 8)).isEqualTo(1);
        assertThat(bytes[0]).isEqualTo((byte) 'E');
    }

    @Test
    void peekingFindsThatTheOtherSideHasClosed() throws IOException {
        server.close();
        client.setSoTimeout(PEEK);
        await().atMost(Duration.ofMillis(PATIENCE))
                .untilAsserted(() ->
                        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> in.read(new byte[8], 0, 8)));
    }

    @Test
    void otherReadsWaitForAnAnswer() throws IOException {
        client.setSoTimeout(PEEK);
        client.setSoTimeout(PATIENCE);
        Thread answer = new Thread(() -> {
            try {
                server.getOutputStream().write('Z');
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        answer.start();
        byte[] bytes = new byte[8];
        assertThat(in.read(bytes, 0, 8)).isEqualTo(1);
    }

    @Test
    void otherReadsSeeTheEnd() throws IOException {
        server.close();
        client.setSoTimeout(PATIENCE);
        assertThat(in.read(new byte[8], 0, 8)).isEqualTo(-1);
    }
}
