package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server gives up a response of which the kernel takes nothing for a while: on loopback, it takes more once a third of 4 MB
 * has been read.
 */
class SlowReadersTest {
    private static final Path SCRIPTS = Path.of("../ear/src/main/scripts");
    private static final Pattern WRITE_TIMEOUT = Pattern.compile("\\(name=write-timeout,value=(\\d+)\\)");
    private static final long READ_AT_ONCE = 4 * 1024 * 1024 / 3;

    /** In bytes a second, as for uploads. */
    private static final long SLOWEST = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {"server.cli", "service.cli"})
    void areSentTheWholeResponse(String script) throws IOException {
        Matcher timeout = WRITE_TIMEOUT.matcher(Files.readString(SCRIPTS.resolve(script)));
        assertThat(timeout.find()).isTrue();
        assertThat(Duration.ofMillis(Long.parseLong(timeout.group(1))))
                .isGreaterThan(Duration.ofSeconds(READ_AT_ONCE / SLOWEST));
    }
}
