package dev.slipway.line.agent.deployment.check.web;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WildFly does not start what is for a host that it does not have. */
class VirtualHostsTest {
    private static final String WEB = "WEB-INF/jboss-web.xml";
    private static final String ALL = "WEB-INF/jboss-all.xml";
    private static final String OTHER = "<jboss-web><virtual-host>shop.example.org</virtual-host></jboss-web>";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/jboss-web.xml  | <jboss-web><virtual-host> shop.example.org </virtual-host></jboss-web>                       | <virtual-host>shop.example.org</virtual-host>
            WEB-INF/jboss-web.xml  | <jboss-web xmlns="urn:x"><server-instance>shop</server-instance></jboss-web>                 | <server-instance>shop</server-instance>
            WEB-INF/jboss-all.xml  | <jboss><jboss-web><virtual-host>shop</virtual-host></jboss-web></jboss>                      | <virtual-host>shop</virtual-host>
            META-INF/jboss-all.xml | <jboss><jboss-web><virtual-host>shop</virtual-host></jboss-web></jboss>                      | <virtual-host>shop</virtual-host>
            WEB-INF/jboss-web.xml  | <jboss-web><virtual-host>default-host</virtual-host></jboss-web>                             |
            WEB-INF/jboss-web.xml  | <jboss-web><server-instance>default-server</server-instance></jboss-web>                     |
            WEB-INF/jboss-web.xml  | <jboss-web><virtual-host>default-host</virtual-host><virtual-host>a</virtual-host></jboss-web> |
            WEB-INF/jboss-web.xml  | <jboss-web><virtual-host>a</virtual-host><virtual-host>default-host</virtual-host></jboss-web> | <virtual-host>a</virtual-host>
            WEB-INF/jboss-web.xml  | <jboss-web><virtual-host>${env.SHOP_HOST:default-host}</virtual-host></jboss-web>            |
            WEB-INF/jboss-web.xml  | <jboss-web><context-root>/</context-root></jboss-web>                                        |
            WEB-INF/jboss-web.xml  | <jboss-web><virtual-host>shop                                                                |
            WEB-INF/web.xml        | <web-app><virtual-host>shop</virtual-host></web-app>                                         |
            """)
    void areThoseThatNoWorkerHas(String entry, String descriptor, @Nullable String element) throws IOException {
        assertThat(unknown(zip(Map.of(entry, bytes(descriptor)))))
                .isEqualTo(element == null ? Set.of() : Set.of(element));
    }

    @Test
    void areThoseOfEachWar() throws IOException {
        byte[] war = zip(Map.of(WEB, bytes(OTHER)));
        byte[] fine = zip(Map.of(WEB, bytes("<jboss-web><virtual-host>default-host</virtual-host></jboss-web>")));
        assertThat(unknown(zip(Map.of("shop.war", war, "admin.war", fine))))
                .containsExactly("<virtual-host>shop.example.org</virtual-host>");
    }

    /** WildFly deploys no other. */
    @ParameterizedTest
    @CsvSource({
        "<web><web-uri>web/shop.war</web-uri></web>, 1",
        "<web><web-uri>admin.war</web-uri></web>, 0",
        "<ejb>shop.jar</ejb>, 0"
    })
    void areThoseOfWarsThatTheApplicationXmlNames(String module, int count) throws IOException {
        String application = "<application><module>" + module + "</module></application>";
        assertThat(unknown(zip(Map.of(
                        "META-INF/application.xml",
                        bytes(application),
                        "web/shop.war",
                        zip(Map.of(WEB, bytes(OTHER))),
                        "admin.war",
                        zip(Map.of(WEB, bytes("<jboss-web/>")))))))
                .hasSize(count);
    }

    @Test
    void areNoneThatWildFlyIgnores() throws IOException {
        assertThat(unknown(zip(Map.of(WEB, bytes("<jboss-web/>"), ALL, bytes("<jboss>" + OTHER + "</jboss>")))))
                .isEmpty();
    }

    private Set<String> unknown(byte[] archive) throws IOException {
        return VirtualHosts.unknown(Descriptors.of(Files.write(folder.resolve("archive"), archive)));
    }
}
