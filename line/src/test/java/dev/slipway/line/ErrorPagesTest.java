package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The problems with which httpd itself answers (RFC 9457). */
class ErrorPagesTest {
    private static final Path HTTPD = Path.of("../httpd");
    private static final Pattern PROBLEM =
            Pattern.compile("(?m)^ *ErrorDocument ([0-9]{3}) /-/errors/(\\S+)\\.(?:json|\\$kind)$");

    @Test
    void tellTheStatusOfTheAnswer() throws IOException {
        List<MatchResult> found = PROBLEM.matcher(Files.readString(HTTPD.resolve("httpd.conf")))
                .results()
                .toList();
        assertThat(found).isNotEmpty();
        for (MatchResult document : found) {
            String status = document.group(1);
            assertThat(document.group(2)).isEqualTo(status);
            Json problem = Json.read(Files.readAllBytes(HTTPD.resolve("errors").resolve(status + ".json")));
            assertThat(problem.number("status", 0)).isEqualTo(Long.parseLong(status));
        }
    }
}
