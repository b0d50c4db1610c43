package dev.slipway.ledger.notification.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on loopback, one connection at a time. It takes passwords over TLS only. */
final class StubMailServer implements AutoCloseable {
    /** When it speaks TLS. */
    enum Encryption {
        NONE,
        STARTTLS,
        TLS
    }

    private final ServerSocket server;
    private final SSLContext tls;
    private final Encryption encryption;
    private final Map<String, String> replies;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();

    StubMailServer(SSLContext tls, Encryption encryption) throws IOException {
        this(tls, encryption, Map.of());
    }

    /**
     * The same.
     *
     * @param replies its replies by the command, such as {@code MAIL}, or {@code .} for the mail; others succeed
     */
    StubMailServer(SSLContext tls, Encryption encryption, Map<String, String> replies) throws IOException {
        this.tls = tls;
        this.encryption = encryption;
        this.replies = Map.copyOf(replies);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = encryption == Encryption.TLS
                ? tls.getServerSocketFactory().createServerSocket(0, 50, loopback)
                : new ServerSocket(0, 50, loopback);
        Thread listener = new Thread(this::listen, "mail-server");
        listener.setDaemon(true);
        listener.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The mails that it took, with their headers. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    /** What it was sent by AUTH PLAIN, in Base64. */
    List<String> logins() {
        return List.copyOf(logins);
    }

    /** The names by which clients greeted it. */
    List<String> clients() {
        return List.copyOf(clients);
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                say(client, "220 Ready");
                talk(client, encryption == Encryption.TLS);
            } catch (IOException e) {
                // It is closed, or the client is gone.
            }
        }
    }

    private void talk(Socket client, boolean isSecure) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO ")) {
                clients.add(line.substring("EHLO ".length()));
                say(client, "250-localhost");
                say(client, "250 " + offer(isSecure));
            } else if (command.equals("STARTTLS")) {
                say(client, "220 Go on");
                talk(secured(client), true);
                return;
            } else if (command.startsWith("AUTH PLAIN ")) {
                logins.add(line.substring("AUTH PLAIN ".length()));
                say(client, "235 2.7.0 Ok");
            } else if (command.equals("DATA")) {
                say(client, "354 Go on");
                mails.add(mail(lines));
                say(client, reply("."));
            } else {
                say(client, reply(command.split(" ", 2)[0]));
            }
        }
    }

    private String reply(String command) {
        return replies.getOrDefault(command, "250 2.0.0 Ok");
    }

    private String offer(boolean isSecure) {
        if (isSecure) {
            return "AUTH PLAIN";
        }
        return encryption == Encryption.STARTTLS ? "STARTTLS" : "8BITMIME";
    }

    private SSLSocket secured(Socket client) throws IOException {
        SSLSocket secured =
                (SSLSocket) tls.getSocketFactory().createSocket(client, "localhost", client.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private static String mail(BufferedReader lines) throws IOException {
        StringBuilder mail = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append('\n');
            line = lines.readLine();
        }
        return mail.toString();
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
