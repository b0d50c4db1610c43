package dev.slipway.line.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.setting.Settings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever listens at PostgreSQL's port while it does not asks for the password as it is. */
class SuperuserTest {
    private static final int SSL_REQUEST = 80877103;
    private static final int CLEARTEXT_PASSWORD = 3;

    @TempDir
    Path folder;

    @Test
    void sendsNobodyThePassword() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> ask(server));
            assertThatThrownBy(() -> Superuser.connect(
                            "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/postgres", "sesame", "test"))
                    .isInstanceOf(SQLException.class);
            assertThat(got.get())
                    .contains("options\0" + Superuser.OPTIONS + "\0")
                    .doesNotContain("sesame");
        }
    }

    /** Else its owner decides by a default what the superuser's sessions there can do. */
    @Test
    void goesByNoSettingOfADatabase() {
        assertThat(Superuser.environment("sesame").get("PGOPTIONS"))
                .isEqualTo(Superuser.OPTIONS)
                .contains(
                        "-c search_path= ",
                        "-c role=none",
                        "-c default_transaction_read_only=off",
                        "-c statement_timeout=0",
                        "-c lock_timeout=0",
                        "-c idle_in_transaction_session_timeout=0");
    }

    @Test
    void norThatOfTheLedger() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.of(Map.of(
                    "SLIPWAY_STATE",
                    folder.toString(),
                    "SLIPWAY_POSTGRES_PORT",
                    String.valueOf(server.getLocalPort())));
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> ask(server));
            assertThatThrownBy(() -> DriverManager.getConnection(settings.database(), "slipway", "sesame"))
                    .isInstanceOf(SQLException.class);
            assertThat(got.get()).contains("slipway").doesNotContain("sesame");
        }
    }

    /** All that a client says after it was asked for its password. */
    private static String ask(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] start = message(in);
            if (start.length == Integer.BYTES) {
                assertThat(ByteBuffer.wrap(start).getInt()).isEqualTo(SSL_REQUEST);
                out.writeByte('N');
                start = message(in);
            }
            out.writeByte('R');
            out.writeInt(2 * Integer.BYTES);
            out.writeInt(CLEARTEXT_PASSWORD);
            return new String(start, UTF_8) + new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt() - Integer.BYTES);
    }
}
