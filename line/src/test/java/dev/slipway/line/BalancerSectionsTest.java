package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** For each request, httpd merges the settings of all modules for each section whose name is a prefix of the URL. */
class BalancerSectionsTest {
    private static final Path CONFIGURATION = Path.of("../httpd/httpd.conf");
    private static final Pattern SECTION = Pattern.compile("(?m)^ *<Proxy(?:Match)? +\"?([^\">]+)");
    private static final Pattern MEMBER = Pattern.compile("(?m)^ *BalancerMember +(\\S+)");
    private static final Pattern PROPERTIES = Pattern.compile("(?m)^ *ProxySet +(\\S+)");

    /** These set a header. The slash keeps them from matching a service with a longer name. */
    @Test
    void areOnlyThoseOfServicesWithWorkersOfTheirOwn() throws IOException {
        assertThat(found(SECTION)).containsExactly("balancer://$service/", "balancer://$service.sockets/");
    }

    /** Outside of a section, {@code ProxySet} fails if no member has defined the balancer. */
    @Test
    void areNotNeededToDefineABalancer() throws IOException {
        assertThat(found(MEMBER))
                .containsExactly("\"balancer://$service\"", "\"balancer://$service.sockets\"")
                .isEqualTo(found(PROPERTIES));
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(CONFIGURATION))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
