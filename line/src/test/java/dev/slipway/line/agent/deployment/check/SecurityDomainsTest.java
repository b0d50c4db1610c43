package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WildFly would leave open what names a security domain that it does not have. */
class SecurityDomainsTest {
    private static final String WEB = "WEB-INF/jboss-web.xml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/jboss-web.xml  | <jboss-web><security-domain> shop </security-domain></jboss-web>                  | shop
            WEB-INF/jboss-web.xml  | <!DOCTYPE jboss-web><jboss-web><security-domain>shop</security-domain></jboss-web>   | shop
            WEB-INF/jboss-web.xml  | <jboss-web xmlns="urn:x"><security-domain>java:/jaas/shop</security-domain></jboss-web> | shop
            META-INF/jboss-app.xml | <jboss-app><security-domain>shop</security-domain></jboss-app>                    | shop
            WEB-INF/jboss-all.xml  | <jboss xmlns="urn:jboss:1.0"><jboss-web xmlns="http://www.jboss.com/xml/ns/javaee"><security-domain>shop</security-domain></jboss-web></jboss> | shop
            META-INF/jboss-all.xml | <jboss><jboss-web><security-domain>shop</security-domain></jboss-web></jboss>     | shop
            META-INF/jboss-all.xml | <jboss><jboss-app><security-domain>shop</security-domain></jboss-app></jboss>     | shop
            META-INF/jboss-all.xml | <jboss><jboss-web/><other><security-domain>shop</security-domain></other></jboss> |
            WEB-INF/jboss-web.xml  | <jboss-web><security-domain>other</security-domain></jboss-web>                   |
            WEB-INF/jboss-web.xml  | <jboss-web><context-root>/</context-root></jboss-web>                             |
            WEB-INF/jboss-web.xml  | <jboss-web><security-domain>shop                                                 |
            WEB-INF/web.xml        | <web-app><security-domain>shop</security-domain></web-app>                        |
            """)
    void areThoseThatNoWorkerHas(String entry, String descriptor, @Nullable String name) throws IOException {
        assertThat(SecurityDomains.unknown(read(zip(entry, descriptor.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(name == null ? Set.of() : Set.of(name));
    }

    @Test
    void areThoseOfTheArchivesWithin() throws IOException {
        byte[] war = zip(
                WEB, "<jboss-web><security-domain>shop</security-domain></jboss-web>".getBytes(StandardCharsets.UTF_8));
        assertThat(SecurityDomains.unknown(read(zip("shop-web.war", war)))).containsExactly("shop");
    }

    @Test
    void areThoseOfUnpackedWarsAndOfNoneThatIsOfferedForDownload() throws IOException {
        byte[] descriptor =
                "<jboss-web><security-domain>shop</security-domain></jboss-web>".getBytes(StandardCharsets.UTF_8);
        assertThat(SecurityDomains.unknown(read(zip("shop.war/" + WEB, descriptor))))
                .containsExactly("shop");
        assertThat(SecurityDomains.unknown(
                        read(zip("WEB-INF/web.xml", descriptor, "legacy.war", zip(WEB, descriptor)))))
                .isEmpty();
    }

    /** WildFly deploys no other. */
    @ParameterizedTest
    @CsvSource({
        "<web><web-uri>web/shop.war</web-uri></web>, 0",
        "<web><web-uri>legacy.war</web-uri></web>, 1",
        "<ejb>shop.jar</ejb>, 0"
    })
    void areThoseOfWarsThatTheApplicationXmlNames(String module, int count) throws IOException {
        byte[] descriptor =
                "<jboss-web><security-domain>shop</security-domain></jboss-web>".getBytes(StandardCharsets.UTF_8);
        String application = "<application><module>" + module + "</module></application>";
        byte[] modules = application.getBytes(StandardCharsets.UTF_8);
        assertThat(SecurityDomains.unknown(
                        read(zip("legacy.war", zip(WEB, descriptor), Descriptors.APPLICATION, modules))))
                .hasSize(count);
        assertThat(SecurityDomains.unknown(
                        read(zip("legacy.war/" + WEB, descriptor, Descriptors.APPLICATION, modules))))
                .hasSize(count);
    }

    private Descriptors read(byte[] archive) throws IOException {
        return Descriptors.of(Files.write(folder.resolve("archive"), archive));
    }

    private static byte[] zip(Object... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                archive.putNextEntry(new ZipEntry((String) entries[i]));
                archive.write((byte[]) entries[i + 1]);
            }
            archive.putNextEntry(new ZipEntry("index.html"));
        }
        return bytes.toByteArray();
    }
}
