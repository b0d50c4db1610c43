package dev.slipway.line.archive.code;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An archive's own code is what its author wrote, in most cases. */
class OwnClassesTest {
    private static final byte[] CODE = "code".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WAR = zip(Map.of(
            "WEB-INF/classes/shop/Orders.class", CODE,
            "WEB-INF/classes/shop/text.properties", CODE,
            "WEB-INF/classes/META-INF/versions/21/shop/Orders.class", CODE,
            "WEB-INF/lib/library.jar", zip(Map.of("library/Library.class", CODE)),
            "applet/Applet.class", CODE));

    @TempDir
    Path folder;

    @Test
    void areInTheFolderOfAWar() throws IOException {
        assertThat(names(WAR, Long.MAX_VALUE)).containsExactly("shop.Orders");
    }

    @Test
    void areInTheModulesOfAnEar() throws IOException {
        byte[] jar = zip(Map.of("shop/Bean.class", CODE, "META-INF/versions/21/shop/Bean.class", CODE));
        byte[] ear = zip(Map.of(
                "shop.war", WAR, "beans.jar", jar, "lib/library.jar", zip(Map.of("library/Library.class", CODE))));
        assertThat(names(ear, Long.MAX_VALUE)).containsExactly("beans.jar shop.Bean", "shop.Orders");
        byte[] withoutWar = zip(Map.of("beans.jar", jar, "lib/library.jar", jar, "META-INF/MANIFEST.MF", CODE));
        assertThat(names(withoutWar, Long.MAX_VALUE)).containsExactly("beans.jar shop.Bean");
        byte[] site = zip(Map.of("index.html", CODE, "download.jar", jar));
        assertThat(names(site, Long.MAX_VALUE)).isEmpty();
    }

    /** WildFly takes any other JAR for a library, wherever it is. */
    @Test
    void areInTheModulesThatAnEarNames() throws IOException {
        String application =
                "<application><module><ejb>beans.jar</ejb></module><module><web><web-uri>shop.war</web-uri>"
                        + "</web></module></application>";
        byte[] jar = zip(Map.of("shop/Bean.class", CODE));
        byte[] ear = zip(Map.of(
                "META-INF/application.xml",
                application.getBytes(StandardCharsets.UTF_8),
                "shop.war",
                WAR,
                "beans.jar",
                jar,
                "library.jar",
                jar));
        assertThat(names(ear, Long.MAX_VALUE)).containsExactly("beans.jar shop.Bean", "shop.Orders");
    }

    /** WildFly deploys no other, be it packed or not. */
    @ParameterizedTest
    @CsvSource({"<web><web-uri>shop.war</web-uri></web>, shop.Orders", "<connector>shop.rar</connector>,"})
    void areNotInTheWarsThatAnEarLeavesOut(String module, @Nullable String name) throws IOException {
        byte[] ear = zip(Map.of(
                "META-INF/application.xml",
                bytes("<application><module>" + module + "</module></application>"),
                "shop.war",
                WAR,
                "old.war",
                zip("WEB-INF/classes/old/Orders.class", CODE),
                "older.war/WEB-INF/classes/older/Orders.class",
                CODE));
        assertThat(names(ear, Long.MAX_VALUE)).isEqualTo(name == null ? Set.of() : Set.of(name));
    }

    /** What a WAR offers for download, nobody runs; what lies unpacked in an EAR, WildFly does. */
    @Test
    void areThoseThatRun() throws IOException {
        byte[] offering = zip(Map.of("WEB-INF/web.xml", CODE, "downloads/shop.war", WAR));
        assertThat(names(offering, Long.MAX_VALUE)).isEmpty();
        byte[] unpacked =
                zip(Map.of("META-INF/application.xml", CODE, "shop.war/WEB-INF/classes/shop/Orders.class", CODE));
        assertThat(names(unpacked, Long.MAX_VALUE)).containsExactly("shop.Orders");
    }

    @Test
    void areReadAsFarAsTheLimit() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("WEB-INF/classes/A.class", CODE);
        entries.put("large", new byte[1 << 20]);
        entries.put("WEB-INF/classes/B.class", CODE);
        byte[] war = zip(entries);
        assertThat(names(zip(Map.of("shop.war", war)), 1 << 19)).containsExactly("A");
        assertThat(names(war, 1 << 19)).as("what nobody has to unpack").containsExactly("A", "B");
        assertThat(names(war, 2)).containsExactly("A");
    }

    /** Whoever keeps them would hold them in memory, also without content. */
    @Test
    void areReadAsFarAsTheLimitOfTheirNames() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 10; i < 60; i++) {
            entries.put("WEB-INF/classes/" + "x".repeat(60_000) + i + ".class", CODE);
        }
        byte[] ear = zip(Map.of("shop.war", zip(entries)));
        assertThat(names(ear, 1 << 20)).hasSizeBetween(10, 20);
    }

    private Set<String> names(byte[] archive, long mostUnpacked) throws IOException {
        Set<String> names = new TreeSet<>();
        OwnClasses.read(
                Files.write(folder.resolve("archive"), archive),
                (jar, name, code) -> {
                    if (code.refersTo("code")) {
                        names.add((jar + " " + name).strip());
                    }
                },
                mostUnpacked);
        return names;
    }
}
