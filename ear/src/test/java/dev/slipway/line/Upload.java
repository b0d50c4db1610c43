package dev.slipway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A large file, sent by curl: this JVM compiles nothing thoroughly, and would take many times as long to encrypt it. */
final class Upload {
    private static final String HEAD_END = "\r\n\r\n";

    private Upload() {}

    /** Sends it as somebody who has this token, and waits for the answer. */
    static Answer send(Line line, String token, String method, URI target, Path file) {
        // Read from standard input: what is in a command line is there for all to see.
        String configuration = """
                silent
                show-error
                include
                http1.1
                noproxy = "*"
                max-time = 60
                cacert = "%s"
                resolve = "%s:%d:127.0.0.1"
                header = "Authorization: Bearer %s"
                header = "Expect:"
                request = "%s"
                upload-file = "%s"
                url = "%s"
                """.formatted(
                        line.state().resolve("tls/ca/rootCA.pem"),
                        target.getHost(),
                        line.port("SLIPWAY_HTTPS_PORT"),
                        token,
                        method,
                        file,
                        target);
        try {
            Process curl = new ProcessBuilder("curl", "--disable", "--config", "-").start();
            try (var in = curl.getOutputStream()) {
                in.write(configuration.getBytes(StandardCharsets.UTF_8));
            }
            String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String error = new String(curl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = curl.waitFor();
            // Who is refused early may not get rid of the rest: the answer counts.
            if (!answer.contains(HEAD_END)) {
                throw new IOException("curl ended with " + code + ": " + error);
            }
            return answer(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + file, e);
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf(HEAD_END);
        List<String> head = text.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : head.subList(1, head.size())) {
            String[] pair = header.split(": *", 2);
            headers.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
        }
        int status = Integer.parseInt(head.get(0).split(" ", -1)[1]);
        return new Answer(
                status, HttpHeaders.of(headers, (name, value) -> true), text.substring(end + HEAD_END.length()));
    }
}
