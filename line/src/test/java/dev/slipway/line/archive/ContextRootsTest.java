package dev.slipway.line.archive;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An EAR's pages do not lie where its server says, but where it says itself. */
class ContextRootsTest {
    private static final String APPLICATION = "META-INF/application.xml";
    private static final String PLAIN = "<jboss-web/>";
    private static final String OWN = "<jboss-web><context-root>own</context-root></jboss-web>";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <web><web-uri>a.war</web-uri><context-root>/shop/</context-root></web> | <jboss-web><context-root>no</context-root></jboss-web>                   | /shop
            <web><web-uri>a.war</web-uri><context-root>/</context-root></web>      | <jboss-web/>                                                             | /
            <web><web-uri>a.war</web-uri></web>                                    | <!DOCTYPE jboss-web><jboss-web><context-root>own</context-root></jboss-web> | /own
            <web><web-uri>a.war</web-uri></web>                                    | <jboss-web/>                                                             | /store/a
            <ejb>beans.jar</ejb>                                                   | <jboss-web/>                                                             |
            <web><web-uri>absent.war</web-uri></web>                               | <jboss-web/>                                                             |
            <web><web-uri>a.war</web-uri></web>                                    | <jboss-web><context-root>                                                |
            <web><web-uri>                                                         | <jboss-web/>                                                             |
            <web><web-uri>a.war</web-uri></web>                                    | <jboss-web><context-root>${shop.context:/shop}</context-root></jboss-web> |
            <web><web-uri>a.war</web-uri><context-root>/Läden</context-root></web> | <jboss-web/>                                                             |
            """)
    void areWhatItSays(String module, String own, @Nullable String root) throws IOException {
        Map<String, byte[]> ear = new LinkedHashMap<>();
        ear.put(APPLICATION, bytes("<application><module>" + module + "</module></application>"));
        ear.put("a.war", zip(Map.of("index.html", bytes("x"), "WEB-INF/jboss-web.xml", bytes(own))));
        assertThat(roots(file(ear))).isEqualTo(root == null ? Set.of() : Set.of(root));
    }

    @Test
    void areTheNamesOfItsWarsWhereItSaysNothing() throws IOException {
        byte[] war = zip(Map.of("WEB-INF/jboss-web.xml", bytes(PLAIN)));
        assertThat(roots(file(Map.of("shop.war", war, "web/office.war", war, "lib/other.war", war))))
                .containsExactly("/office", "/shop");
    }

    /** Where {@code application.xml} lists it, the module's name does not count. */
    @Test
    void areTheNamesOfItsModulesWhereItSaysNothing() throws IOException {
        byte[] web = bytes("<web-app><module-name> desk </module-name></web-app>");
        byte[] war = zip(Map.of("WEB-INF/web.xml", web));
        assertThat(roots(file(Map.of("a.war", war)))).containsExactly("/desk");
        assertThat(roots(file(Map.of("a.war/WEB-INF/web.xml", web)))).containsExactly("/desk");
        byte[] named = zip(Map.of("WEB-INF/web.xml", web, "WEB-INF/jboss-web.xml", bytes(OWN)));
        assertThat(roots(file(Map.of("a.war", named)))).containsExactly("/own");
        byte[] application = bytes("<application><web-uri>a.war</web-uri></application>");
        assertThat(roots(file(Map.of(APPLICATION, application, "a.war", war)))).containsExactly("/store/a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <web-app><module-name>desk</module-name></web-app>    | /desk
            <web-app/>                                            | /shop
            <web-app><module-name>${desk}</module-name></web-app> |
            <web-app><module-name>                                |
            """)
    void ofAWarIsTheNameOfItsModule(String web, @Nullable String root) throws IOException {
        assertThat(ContextRoots.byModule(file(Map.of("WEB-INF/web.xml", bytes(web))), "shop"))
                .isEqualTo(Optional.ofNullable(root));
        assertThat(ContextRoots.byModule(file(Map.of("index.html", bytes(web))), "shop"))
                .contains("/shop");
    }

    /** As maven-ear-plugin leaves it by {@code <unpack>}. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areThoseOfUnpackedWars(boolean isNamed) throws IOException {
        Map<String, byte[]> ear = new LinkedHashMap<>();
        if (isNamed) {
            ear.put(
                    APPLICATION,
                    bytes("<application><web-uri>shop.war</web-uri><web-uri>office.war</web-uri></application>"));
        }
        ear.put("shop.war/WEB-INF/jboss-web.xml", bytes(OWN));
        ear.put("office.war/", new byte[0]);
        ear.put("office.war/index.html", bytes("x"));
        assertThat(roots(file(ear))).containsExactlyInAnyOrder("/own", isNamed ? "/store/office" : "/office");
    }

    @Test
    void areNotKnownOfOneThatTakesForEver() throws IOException {
        byte[] application = bytes("<application><web-uri>a.war</web-uri><context-root>a" + "/".repeat(1 << 20)
                + "b</context-root></application>");
        Map<String, byte[]> ear = Map.of(APPLICATION, application, "a.war", zip(Map.of("index.html", bytes("x"))));
        assertThat(roots(file(ear))).isEmpty();
    }

    /** The agent has a single thread for the environment. */
    @Test
    void areNoneOfManyWarsThatAreNotThere() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        StringBuilder wars = new StringBuilder();
        for (int one = 0; one < 40_000; one++) {
            entries.put("e" + one, new byte[0]);
            wars.append("<web-uri>w").append(one).append("</web-uri>");
        }
        entries.put(APPLICATION, bytes("<application>" + wars + "</application>"));
        Path ear = file(entries);
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> roots(ear)))
                .isEmpty();
    }

    /** It is read no further than a descriptor can be long. */
    @Test
    void areNoneOfADescriptorWithoutAnEnd() throws IOException {
        byte[] endless = bytes("<application><module><web><web-uri>" + "a".repeat(2 << 20));
        assertThat(roots(file(Map.of(APPLICATION, endless)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.war", "a.zip"})
    void areRefusedWhereAWarBreaksOff(String name) throws IOException {
        byte[] war = zip(Map.of("index.html", new byte[1 << 20]));
        Path ear = file(Map.of(
                APPLICATION,
                bytes("<application><web-uri>" + name + "</web-uri></application>"),
                name,
                Arrays.copyOf(war, 200)));
        assertThatThrownBy(() -> roots(ear)).isInstanceOf(ZipException.class).hasMessageStartingWith(name + ": ");
    }

    @Test
    void areNoneOfAWar() throws IOException {
        byte[] jar = zip(Map.of("a", bytes("x")));
        assertThat(roots(file(Map.of("WEB-INF/jboss-web.xml", bytes(PLAIN), "odd.war", jar))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <jboss-web><context-root> portal/ </context-root></jboss-web>     | /portal
            <jboss-web><context-root>/</context-root></jboss-web>             | /
            <jboss-web><context-root>/${env.ROOT}</context-root></jboss-web>  |
            <jboss-web/>                                                      |
            <jboss-web><context-root>                                         |
            """)
    void ofAWarIsWhatItSaysItself(String own, @Nullable String root) throws IOException {
        assertThat(ContextRoots.own(file(Map.of("WEB-INF/jboss-web.xml", bytes(own)))))
                .isEqualTo(Optional.ofNullable(root));
        assertThat(ContextRoots.own(file(Map.of("index.html", bytes(own))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB-INF/jboss-all.xml", "META-INF/jboss-all.xml"})
    void areThoseOfOneDescriptorForAll(String name) throws IOException {
        byte[] all = bytes(
                "<jboss xmlns=\"urn:jboss:1.0\"><webservices><context-root>other</context-root></webservices>"
                        + "<jboss-web xmlns=\"http://www.jboss.com/xml/ns/javaee\"><context-root>own</context-root></jboss-web></jboss>");
        assertThat(ContextRoots.own(file(Map.of(name, all)))).contains("/own");
        assertThat(roots(file(Map.of("shop.war", zip(Map.of(name, all)))))).containsExactly("/own");
        assertThat(roots(file(Map.of("shop.war/" + name, all)))).containsExactly("/own");
        Map<String, byte[]> both = Map.of(name, all, "WEB-INF/jboss-web.xml", bytes(PLAIN));
        assertThat(ContextRoots.own(file(both))).isEmpty();
        assertThat(roots(file(Map.of("shop.war", zip(both))))).containsExactly("/shop");
    }

    /** As an EAR of the service {@code store}. */
    private static Set<String> roots(Path archive) throws IOException {
        return ContextRoots.of(archive, "store");
    }

    private Path file(Map<String, byte[]> entries) throws IOException {
        return Files.write(folder.resolve("archive"), zip(entries));
    }
}
