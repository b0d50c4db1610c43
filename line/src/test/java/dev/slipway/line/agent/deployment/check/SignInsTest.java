package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody could sign in by what asks the server for users. */
class SignInsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/web.xml     | BASIC                  | BASIC
            WEB-INF/web.xml     | form                   | form
            WEB-INF/web.xml     | BASIC?silent=true,FORM | BASIC?silent=true,FORM
            WEB-INF/web.xml     | CLIENT-CERT            | CLIENT-CERT
            WEB-INF/web.xml     | OIDC                   |
            WEB-INF/web.xml     | MP-JWT                 |
            WEB-INF/web.xml     | FORM<                  |
            WEB-INF/web.xml.old | BASIC                  |
            """)
    void areThoseThatAskTheServer(String entry, String method, @Nullable String found) throws IOException {
        assertThat(signIns(method, entry).withoutUsers()).isEqualTo(found == null ? Set.of() : Set.of(found));
    }

    @Test
    void needAClientWhereTheyBringNone() throws IOException {
        assertThat(signIns("OIDC", "WEB-INF/web.xml").needClient()).isTrue();
        assertThat(signIns("OIDC", "WEB-INF/web.xml", "WEB-INF/oidc.json").needClient())
                .isFalse();
        assertThat(signIns("MP-JWT", "WEB-INF/web.xml").needClient()).isFalse();
        String resolver = "OIDC</auth-method><param-name>oidc.config.resolver</param-name><auth-method>OIDC";
        assertThat(signIns(resolver, "WEB-INF/web.xml").needClient()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "oidc.provider-url, false",
        "org.wildfly.oidc.provider-url, false",
        "com.shop.oidc, true",
        "shop-oidc.url, true"
    })
    void needNoClientBesideThatOfAParameter(String name, boolean isNeeded) throws IOException {
        String method = "OIDC</auth-method><param-name>" + name + "</param-name><auth-method>OIDC";
        assertThat(signIns(method, "WEB-INF/web.xml").needClient()).isEqualTo(isNeeded);
    }

    /** A name with a line break, as long as the descriptor. */
    @Test
    void areFoundSoonWhateverAParameterIsCalled() {
        String method =
                "OIDC</auth-method><param-name>" + "oidc.".repeat(200_000) + "&#10;x</param-name><auth-method>OIDC";
        SignIns signIns = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> signIns(method, "WEB-INF/web.xml"));
        assertThat(signIns.needClient()).isFalse();
    }

    /** A resolver is asked before the server's own configuration. */
    @Test
    void bringAFileThatALoginReplaces() throws IOException {
        assertThat(signIns("OIDC", "WEB-INF/oidc.json").isClientFileReplaced()).isTrue();
        assertThat(signIns("OIDC", "WEB-INF/web.xml").isClientFileReplaced()).isFalse();
        String resolver = "OIDC</auth-method><param-name>oidc.config.resolver</param-name><auth-method>OIDC";
        assertThat(signIns(resolver, "WEB-INF/web.xml", "WEB-INF/oidc.json").isClientFileReplaced())
                .isFalse();
    }

    /** As OidcConfigService of WildFly does. */
    @Test
    void haveTheNameOfTheirWarsModule() throws IOException {
        Path archive = folder.resolve("shop.ear");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(
                    zip,
                    "META-INF/application.xml",
                    "<application><web-uri>web/shop-web-1.0.war</web-uri><web-uri>admin.war</web-uri>"
                            + "<web-uri>plain.war</web-uri></application>");
            add(zip, "web/shop-web-1.0.war/WEB-INF/web.xml", webXml("OIDC"));
            add(zip, "admin.war/WEB-INF/web.xml", "<web-app><module-name> shop </module-name></web-app>");
            add(zip, "plain.war/index.html", "");
        }
        Map<String, SignIns> signIns = SignIns.byName(Descriptors.of(archive), "shop.war");
        assertThat(signIns)
                .containsOnlyKeys("shop-web-1.0.war", "shop.war", "plain.war")
                .hasEntrySatisfying(
                        "shop-web-1.0.war", web -> assertThat(web.needClient()).isTrue())
                .hasEntrySatisfying(
                        "shop.war", admin -> assertThat(admin.needClient()).isFalse());
    }

    /** WildFly deploys no other. */
    @Test
    void areThoseOfWarsThatTheApplicationXmlNames() throws IOException {
        Path archive = folder.resolve("shop.ear");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(zip, "web/shop.war/index.html", "");
            add(zip, "legacy.war/WEB-INF/web.xml", webXml("OIDC"));
            add(zip, "META-INF/application.xml", "<application><web-uri>web/shop.war</web-uri></application>");
        }
        assertThat(SignIns.byName(Descriptors.of(archive), "shop.war")).containsOnlyKeys("shop.war");
    }

    @Test
    void haveTheNameOfAWarThatIsDeployedAlone() throws IOException {
        signIns("OIDC", "WEB-INF/web.xml");
        assertThat(SignIns.byName(Descriptors.of(folder.resolve("shop.war")), "store.war"))
                .containsOnlyKeys("store.war");
    }

    private SignIns signIns(String method, String... entries) throws IOException {
        Path archive = folder.resolve("shop.war");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String entry : entries) {
                add(zip, entry, webXml(method));
            }
        }
        return SignIns.of(Descriptors.of(archive));
    }

    private static String webXml(String method) {
        return "<web-app xmlns='urn:x'><login-config><auth-method> " + method
                + " </auth-method></login-config></web-app>";
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
