package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A worker that does not answer httpd's health check occupies a thread; without a free one, no worker is checked. */
class HealthCheckThreadsTest {
    private static final Path CONFIGURATION = Path.of("../httpd/httpd.conf");
    private static final Pattern THREADS = Pattern.compile("(?m)^ProxyHCTPsize (\\d+)$");

    /** The most that a definition may have in each environment. */
    private static final int WORKERS = 8;

    private static final int ENVIRONMENTS = 16;

    @Test
    void areMoreThanTheWorkersOfAnyService() throws IOException {
        Matcher threads = THREADS.matcher(Files.readString(CONFIGURATION));
        assertThat(threads.find()).isTrue();
        assertThat(Integer.parseInt(threads.group(1))).isGreaterThan(WORKERS * ENVIRONMENTS);
    }
}
