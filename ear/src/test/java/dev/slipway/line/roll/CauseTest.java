package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why an archive does not start is said in one line. */
class CauseTest {
    @TempDir
    Path folder;

    /** What WildFly says of archives that were made for this, by what is made of that. */
    static Stream<Arguments> failures() throws IOException {
        try (InputStream failures = CauseTest.class.getResourceAsStream("/failures.json")) {
            return new ObjectMapper()
                    .readTree(failures).properties().stream()
                            .map(failure -> Arguments.of(
                                    failure.getKey(), failure.getValue().toPrettyString()));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTheRootOfIt(String line, String failure) throws Exception {
        assertThat(cause(failure)).isEqualTo(line);
    }

    @Test
    void isWhatElseIsSaid() throws Exception {
        assertThat(cause("On worker-1, /shop answers 500\nafter 30 s.\n"))
                .isEqualTo("On worker-1, /shop answers 500 after 30 s.");
        assertThat(cause("\"WFLYCTL0216: Management resource not found\""))
                .isEqualTo("WFLYCTL0216: Management resource not found");
        assertThat(cause("\n")).isEqualTo("WildFly does not say why");
    }

    @Test
    void isBounded() throws Exception {
        assertThat(cause("why ".repeat(1_000))).hasSize(300).endsWith("…");
    }

    private String cause(String failure) throws IOException, InterruptedException {
        Path said = Files.writeString(folder.resolve("said"), failure);
        Process process = new ProcessBuilder(
                        "jq", "-Rrsf", Line.checkout().resolve(".line/cause.jq").toString(), said.toString())
                .redirectErrorStream(true)
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return line.strip();
    }
}
