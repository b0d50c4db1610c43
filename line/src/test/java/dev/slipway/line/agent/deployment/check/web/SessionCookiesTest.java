package dev.slipway.line.agent.deployment.check.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts read a session cookie only where the application says so. */
class SessionCookiesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <cookie-config><name>SHOP</name></cookie-config>                             | true
            <cookie-config><max-age>600</max-age><secure>true</secure></cookie-config>   | true
            <cookie-config><name>SHOP</name><http-only>true</http-only></cookie-config>  | false
            <cookie-config><http-only>false</http-only><name>SHOP</name></cookie-config> | false
            <session-timeout>30</session-timeout>                                        | false
            """)
    void areUnguardedWhereTheDescriptorDoesNotSay(String config, boolean isFound) throws IOException {
        Path archive = folder.resolve("shop.war");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            zip.write(("<web-app><display-name>Shop</display-name><session-config>" + config
                            + "</session-config></web-app>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(SessionCookies.unguarded(Descriptors.of(archive).byWar("shop.war")))
                .isEqualTo(isFound ? Set.of("shop.war") : Set.of());
    }
}
