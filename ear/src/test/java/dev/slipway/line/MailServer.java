package dev.slipway.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server that says of each recipient what a test has it say, on this machine's loopback. */
public final class MailServer implements AutoCloseable {
    private static final String OK = "250 2.0.0 Ok";

    private final ServerSocket server;
    private final UnaryOperator<String> answers;
    private final List<List<String>> mails = new CopyOnWriteArrayList<>();

    private MailServer(ServerSocket server, UnaryOperator<String> answers) {
        this.server = server;
        this.answers = answers;
        Thread listener = new Thread(this::listen, "mail-server");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts one.
     *
     * @param answers its answer to the address of each recipient
     */
    public static MailServer start(int port, UnaryOperator<String> answers) {
        try {
            return new MailServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recipients of each mail that it took. */
    public List<List<String>> mails() {
        return List.copyOf(mails);
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // It is closed, or the client is gone.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        List<String> recipients = new ArrayList<>();
        say(client, "220 Ready");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:")) {
                String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                String answer = answers.apply(address);
                if (answer.startsWith("2")) {
                    recipients.add(address);
                }
                say(client, answer);
            } else if (command.equals("DATA")) {
                say(client, "354 Go on");
                skip(lines);
                mails.add(List.copyOf(recipients));
                say(client, OK);
            } else {
                recipients.clear();
                say(client, OK);
            }
        }
    }

    private static void skip(BufferedReader mail) throws IOException {
        String line = mail.readLine();
        while (line != null && !line.equals(".")) {
            line = mail.readLine();
        }
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
