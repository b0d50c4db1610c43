package dev.slipway.line.agent.deployment.check;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions and timers that the next version would not find are told of. */
class VersionedNamesTest {
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
    void areThoseOfSessions(String name, String descriptor, boolean isFound) throws IOException {
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
        assertThat(VersionedNames.ofSessions(Descriptors.of(ear))).isEqualTo(isFound ? Set.of(file) : Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "shop-ejb-1.4.0.jar,,shop-web-1.4.0.war,,shop-ejb-1.4.0.jar shop-web-1.4.0.war",
        "shop-ejb-1.4.0.jar,shop-ejb,shop-web-1.4.0.war,shop,",
        "shop-ejb.jar,shop-ejb-1.4.0,shop.war,,shop-ejb-1.4.0.jar",
        "ejb/shop-ejb-2-SNAPSHOT.jar,,shop.war,shop-2,shop-2.war shop-ejb-2-SNAPSHOT.jar",
        "shop-ejb.jar,,shop.war,,"
    })
    void areThoseOfTimers(
            String jar, @Nullable String ofJar, String war, @Nullable String ofWar, @Nullable String found)
            throws IOException {
        Path ear = folder.resolve("shop.ear");
        try (OutputStream file = Files.newOutputStream(ear);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(jar));
            zip.write(module("META-INF/ejb-jar.xml", "ejb-jar", ofJar));
            zip.putNextEntry(new ZipEntry("library-1.0.jar"));
            zip.write(module("META-INF/ejb-jar.xml", "ejb-jar", null));
            zip.putNextEntry(new ZipEntry(war));
            zip.write(module("WEB-INF/web.xml", "web-app", ofWar));
            zip.putNextEntry(new ZipEntry("META-INF/application.xml"));
            zip.write(("<application><module><ejb>" + jar + "</ejb></module><module><ejb>gone-1.0.jar</ejb></module>"
                            + "<module><web><web-uri>" + war + "</web-uri></web></module></application>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(VersionedNames.ofTimers(Descriptors.of(ear)))
                .isEqualTo(found == null ? Set.of() : Set.of(found.split(" ")));
    }

    private static byte[] module(String descriptor, String root, @Nullable String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String element = name == null ? "" : "<module-name>" + name + "</module-name>";
        write(bytes, descriptor, ("<" + root + ">" + element + "</" + root + ">").getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static void write(OutputStream archive, String name, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }
}
