package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.port.ForeignListenerException;
import dev.slipway.line.port.Listeners;
import dev.slipway.line.port.PortGuard;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Base64;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final String WORKER = "shop-production-1";
    private static final int BRIEF_MILLISECONDS = 100;

    private final AtomicInteger asked = new AtomicInteger();

    private Connection connection(int port, PortGuard guard) {
        return new Connection("127.0.0.1", port, guard, "agent", () -> {
            asked.incrementAndGet();
            return "s3cret";
        });
    }

    private Management management(int port, PortGuard guard) {
        return new Management(WORKER, connection(port, guard), new SwiftPace());
    }

    @Test
    void isNotMadeToAnotherUsersProgram() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            int port = squatter.getLocalPort();
            int other = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") + 1;
            PortGuard guard = () -> PortGuard.require(Listeners.now(), WORKER, port, other);
            assertThatThrownBy(() -> connection(port, guard).check()).isInstanceOf(ForeignListenerException.class);
            try (Management management = management(port, guard)) {
                assertThatThrownBy(management::contents)
                        .isInstanceOf(WorkerException.class)
                        .hasMessageContaining("port " + port + " of " + WORKER + " is held by a program of the user ");
            }
            squatter.setSoTimeout(BRIEF_MILLISECONDS);
            assertThatThrownBy(squatter::accept).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(asked).hasValue(0);
    }

    /** In containers there is nobody to check; and the port may change hands after the check. */
    @Test
    void tellsNobodyThePasswordItself() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread thread = new Thread(() -> offerPlain(server), "squatter");
            thread.setDaemon(true);
            thread.start();
            try (Management management = management(server.getLocalPort(), PortGuard.OPEN)) {
                assertThatThrownBy(management::contents)
                        .isInstanceOf(WorkerException.class)
                        .hasMessageContaining(
                                "Authentication failed: none of the mechanisms presented by the server (PLAIN) are supported");
            }
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void speaksNoOtherMechanismThanDigest() {
        List<String> disallowed = List.of(Connection.DISALLOWED.split(" "));
        Stream<Provider> found = ServiceLoader.load(Provider.class).stream().map(ServiceLoader.Provider::get);
        assertThat(Stream.concat(Stream.of(Security.getProviders()), found)
                        .flatMap(provider -> provider.getServices().stream())
                        .filter(service -> service.getType().equals("SaslClientFactory"))
                        .map(Provider.Service::getAlgorithm)
                        .filter(mechanism -> !disallowed.contains(mechanism)))
                .containsOnly("DIGEST-MD5");
    }

    /** A server by WildFly's protocol that wants the password as it is. */
    private static void offerPlain(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.write(upgrade(in));
                // A greeting, with the server's name.
                send(out, 0, option(0, "x"));
                in.skipNBytes(in.readInt());
                // What it can do: version 1, and one mechanism.
                send(out, 1, new byte[] {0, 1, 1}, option(1, "PLAIN"));
                in.readAllBytes();
            } catch (IOException e) {
                // The client has gone.
            }
        }
    }

    private static byte[] upgrade(DataInputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.readUnsignedByte());
        }
        Matcher key = Pattern.compile("Sec-JbossRemoting-Key: *(\\S+)").matcher(request);
        String accept = key.find() ? digest(key.group(1) + "CF70DEB8-70F9-4FBA-8B4F-DFC3E723B4CD") : "";
        return ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: jboss-remoting\r\n"
                        + "Sec-JbossRemoting-Accept: " + accept + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] option(int type, String text) {
        ByteArrayOutputStream option = new ByteArrayOutputStream();
        option.write(type);
        option.write(text.length());
        option.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return option.toByteArray();
    }

    private static void send(DataOutputStream out, int type, byte[]... options) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(type);
        for (byte[] option : options) {
            message.writeBytes(option);
        }
        out.writeInt(message.size());
        message.writeTo(out);
        out.flush();
    }
}
