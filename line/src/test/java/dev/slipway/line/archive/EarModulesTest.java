package dev.slipway.line.archive;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WildFly deploys not all that lies in an EAR. */
class EarModulesTest {
    private static final String APPLICATION = "META-INF/application.xml";
    private static final List<String> ENTRIES = List.of(
            "shop.war",
            "web/admin.war",
            "lib/old.war",
            "desk.war/WEB-INF/lib/library.jar",
            "web/office.war/",
            "beans.jar",
            "ejb/orders.jar",
            "lib/library.jar");

    @TempDir
    Path folder;

    @Test
    void areThoseInAnyFolderButThatOfTheLibraries() throws IOException {
        EarModules modules = modules("");
        assertThat(modules.isListed()).isFalse();
        assertThat(modules.wars())
                .isEqualTo(Map.of("shop.war", "", "web/admin.war", "", "desk.war", "", "web/office.war", ""));
        assertThat(modules.ejbJars()).containsExactly("beans.jar", "ejb/orders.jar");
        assertThat(modules.deploysWar("web/admin.war")).isTrue();
        assertThat(modules.deploysWar("lib/old.war")).isFalse();
        assertThat(modules.deploysJar("ejb/orders.jar")).isTrue();
        assertThat(modules.deploysJar("lib/library.jar")).isFalse();
        assertThat(modules.deploysJar("desk.war/WEB-INF/lib/library.jar")).isFalse();
    }

    @Test
    void areThoseThatAreNamed() throws IOException {
        String application = "<application><module><ejb>beans.jar</ejb></module>"
                + "<module><web><web-uri>web/admin.war</web-uri><context-root>/admin</context-root></web></module>"
                + "<module><web><web-uri> desk.war </web-uri></web></module></application>";
        EarModules modules = modules(application);
        assertThat(modules.isListed()).isTrue();
        assertThat(modules.wars()).isEqualTo(Map.of("web/admin.war", "/admin", "desk.war", ""));
        assertThat(modules.ejbJars()).containsExactly("beans.jar");
        assertThat(modules.deploysWar("web/admin.war")).isTrue();
        assertThat(modules.deploysWar("admin.war")).as("of the same name").isFalse();
        assertThat(modules.deploysWar("shop.war")).isFalse();
        assertThat(modules.deploysJar("beans.jar")).isTrue();
        assertThat(modules.deploysJar("ejb/orders.jar")).isFalse();
    }

    @Test
    void areNoneIfNoneIsNamed() throws IOException {
        EarModules modules = modules("<application><display-name>Shop</display-name></application>");
        assertThat(modules.isListed()).isTrue();
        assertThat(modules.wars()).isEmpty();
        assertThat(modules.ejbJars()).isEmpty();
        assertThat(modules.deploysWar("shop.war")).isFalse();
        assertThat(modules.deploysJar("beans.jar")).isFalse();
    }

    /** What WildFly follows to a WAR must not keep it from being checked. */
    @ParameterizedTest
    @ValueSource(strings = {"/web/admin.war", "./web/admin.war", "web//admin.war", "lib/../web/admin.war/"})
    void areNamedByAnyPath(String path) throws IOException {
        EarModules modules = modules("<application><web-uri>" + path + "</web-uri></application>");
        assertThat(modules.wars()).containsOnlyKeys("web/admin.war");
        assertThat(modules.deploysWar("web/admin.war")).isTrue();
    }

    @Test
    void areNotKnownOfAFileThatIsUnreadable() throws IOException {
        EarModules modules = modules("<application><web-uri>web/admin.war</web-uri>");
        assertThat(modules.isListed()).isFalse();
        assertThat(modules.wars()).isEmpty();
        assertThat(modules.ejbJars()).isEmpty();
        assertThat(modules.deploysWar("shop.war")).isTrue();
    }

    @Test
    void areNoneOfAWar() throws IOException {
        EarModules modules = modules(Map.of("WEB-INF/web.xml", bytes("<web-app/>"), "shop.war", new byte[0]));
        assertThat(modules.isEar()).isFalse();
        assertThat(modules.wars()).isEmpty();
        assertThat(modules.deploysWar("shop.war")).isFalse();
        assertThat(modules.deploysJar("beans.jar")).isFalse();
        assertThat(modules.unpackedWar("shop.war/index.html")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "desk.war/WEB-INF/web.xml, desk.war",
        "web/office.war/, web/office.war",
        "desk.war/downloads/old.war/a, desk.war",
        "shop.war, ''",
        "beans.jar, ''"
    })
    void mayBeUnpacked(String entry, String war) throws IOException {
        assertThat(modules("").unpackedWar(entry)).isEqualTo(war);
    }

    /** Of an EAR with this {@code application.xml}, unless that is empty. */
    private EarModules modules(String application) throws IOException {
        Map<String, byte[]> ear = new LinkedHashMap<>();
        ENTRIES.forEach(name -> ear.put(name, new byte[0]));
        if (!application.isEmpty()) {
            ear.put(APPLICATION, bytes(application));
        }
        return modules(ear);
    }

    private EarModules modules(Map<String, byte[]> archive) throws IOException {
        Path file = Files.write(folder.resolve("archive"), zip(archive));
        try (ZipFile zip = Archives.open(file)) {
            return EarModules.of(zip, new DescriptorReader());
        }
    }
}
