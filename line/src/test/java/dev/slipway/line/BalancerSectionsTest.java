package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** For each request, httpd merges the settings of all modules for each section whose name is a prefix of the URL. */
class BalancerSectionsTest {
    private static final Path CONFIGURATION = Path.of("../httpd/httpd.conf");
    private static final Pattern SECTION = Pattern.compile("(?m)^ *<Proxy(?:Match)? +\"?([^\">]+)");
    private static final Pattern MEMBER = Pattern.compile("(?m)^ *BalancerMember +(\\S+)");
    private static final Pattern PROPERTIES = Pattern.compile("(?m)^ *ProxySet +(\\S+)");
    private static final Pattern MACRO = Pattern.compile("(?ms)^<Macro (\\w+).*?>\\n(.*?)^</Macro>");
    private static final Pattern HOST = Pattern.compile("(?ms)^ *<VirtualHost .*?>\\n(.*?)</VirtualHost>");
    private static final Pattern USE = Pattern.compile("(?m)^ *Use (\\w+).*$");
    private static final Pattern PROXY =
            Pattern.compile("(?m)^ *(?:ProxyPass|ProxyPreserveHost|ProxyTimeout|ProxyErrorOverride) ");

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

    /** A virtual host with a directive of mod_proxy gets a copy of all balancers, and httpd's start takes the square of them. */
    @Test
    void areCopiedByTheLedgersHostsAlone() throws IOException {
        String configuration = Files.readString(CONFIGURATION);
        Map<String, String> macros = new HashMap<>();
        MACRO.matcher(configuration).results().forEach(macro -> macros.put(macro.group(1), macro.group(2)));
        assertThat(HOST.matcher(configuration).results().map(host -> used(host.group(1), macros)))
                .hasSizeGreaterThan(8)
                .filteredOn(host -> PROXY.matcher(host).find() && !host.contains("BalancerInherit Off"))
                .allMatch(host -> host.contains("balancer://slipway/"));
    }

    /** With the text of the macros that it uses. */
    private static String used(String text, Map<String, String> macros) {
        return USE.matcher(text)
                .replaceAll(use -> Matcher.quoteReplacement(used(macros.getOrDefault(use.group(1), ""), macros)));
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(CONFIGURATION))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
