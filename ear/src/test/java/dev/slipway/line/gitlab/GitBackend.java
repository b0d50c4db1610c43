package dev.slipway.line.gitlab;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bare repository over HTTP, by Git's own CGI program. */
final class GitBackend {
    private final Path repository;
    private final String address;

    /** A folder that becomes the repository, and the path that it has for those who come by HTTP. */
    GitBackend(Path repository, String address) {
        this.repository = repository;
        this.address = address;
        git("init", "--quiet", "--bare", "--initial-branch=main", repository.toString());
    }

    boolean isAt(String path) {
        return path.startsWith(address + "/");
    }

    boolean isEmpty() {
        return git("--git-dir=" + repository, "for-each-ref").isEmpty();
    }

    /** Serves whoever has the token as password, as GitLab does. */
    void serve(HttpExchange exchange, String token) throws IOException {
        if (!isPermitted(exchange.getRequestHeaders().getFirst("Authorization"), token)) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"GitLab\"");
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        ProcessBuilder process =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = process.environment();
        String path = exchange.getRequestURI().getPath();
        environment.put("GIT_PROJECT_ROOT", repository.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", path.substring(address.length()));
        environment.put("REMOTE_USER", "root");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        String query = exchange.getRequestURI().getRawQuery();
        environment.put("QUERY_STRING", query == null ? "" : query);
        for (Map.Entry<String, String> header : Map.of(
                        "Content-Type",
                        "CONTENT_TYPE",
                        "Content-Encoding",
                        "HTTP_CONTENT_ENCODING",
                        "Git-Protocol",
                        "GIT_PROTOCOL")
                .entrySet()) {
            String value = exchange.getRequestHeaders().getFirst(header.getKey());
            if (value != null) {
                environment.put(header.getValue(), value);
            }
        }
        Process backend = process.start();
        try (var in = backend.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        }
        int status = 200;
        InputStream out = backend.getInputStream();
        for (String line = line(out); !line.isEmpty(); line = line(out)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        byte[] body = out.readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean isPermitted(@Nullable String authorization, String token) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return false;
        }
        String pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        return pair.endsWith(":" + token);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Runs git and returns what it printed. */
    static String git(String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
