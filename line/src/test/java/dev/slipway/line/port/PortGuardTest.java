package dev.slipway.line.port;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortGuardTest {
    private static final int OWNER = 994;
    private static final int PORT = 28_600;

    @TempDir
    Path folder;

    private static Listeners listening(int user) {
        return Listeners.of(List.of("0: 0100007F:6FB8 00000000:0000 0A 0:0 0:0 0 " + user + " 0 1"));
    }

    @Test
    void letsTheRightProgramBeAsked() {
        assertThatCode(() -> PortGuard.require(listening(OWNER), "Keycloak", PORT, OWNER))
                .doesNotThrowAnyException();
    }

    @Test
    void namesWhoeverListensInItsPlace() {
        assertThatThrownBy(() -> PortGuard.require(listening(0), "Keycloak", PORT, OWNER))
                .isInstanceOf(ForeignListenerException.class)
                .hasMessage(
                        "port 28600 of Keycloak is held by a program of the user root: no request goes there until it"
                                + " ends");
    }

    @Test
    void sendsNothingWhereNobodyListens() {
        assertThatThrownBy(() -> PortGuard.require(Listeners.of(List.of()), "Keycloak", PORT, OWNER))
                .isInstanceOf(ConnectException.class)
                .hasMessage("nothing listens at port 28600");
    }

    @Test
    void looksAtThisMachine() throws IOException {
        PortGuard guard;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            guard = PortGuard.of("Keycloak", socket.getLocalPort(), folder);
            assertThatCode(guard::check).doesNotThrowAnyException();
        }
        assertThatThrownBy(guard::check).isInstanceOf(ConnectException.class);
    }
}
