package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.ByteArrayOutputStream;
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

/** Sessions that the next version would not find are told of. */
class SessionNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "t.legacy-shop-1.1.war,<distributable/>,true",
        "web/shop-2.0-SNAPSHOT.war,<distributable />,true",
        "shop-v3.war,<j:distributable></j:distributable>,true",
        "shop-1.1.war,<display-name>distributable</display-name>,false",
        "shop.war,<distributable/>,false",
        "shop-web2.war,<distributable/>,false",
        "shop-1.1.jar,<distributable/>,false"
    })
    void areThoseWithAVersion(String name, String descriptor, boolean isFound) throws IOException {
        ByteArrayOutputStream war = new ByteArrayOutputStream();
        write(
                war,
                "WEB-INF/web.xml",
                ("<web-app xmlns:j='urn:j'>" + descriptor + "</web-app>").getBytes(StandardCharsets.UTF_8));
        Path ear = folder.resolve("shop.ear");
        try (OutputStream file = Files.newOutputStream(ear);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("META-INF/application.xml"));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(war.toByteArray());
        }
        String file = name.substring(name.lastIndexOf('/') + 1);
        assertThat(SessionNames.versioned(Descriptors.of(ear))).isEqualTo(isFound ? Set.of(file) : Set.of());
    }

    private static void write(OutputStream archive, String name, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }
}
