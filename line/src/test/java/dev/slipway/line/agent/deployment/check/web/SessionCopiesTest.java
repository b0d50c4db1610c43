package dev.slipway.line.agent.deployment.check.web;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session that no other worker has ends at each deployment. */
class SessionCopiesTest {
    private static final String PLAIN = "<web-fragment><name>pages</name></web-fragment>";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <web-app><distributable/></web-app>                                   | true
            <web-app><distributable></distributable></web-app>                    | true
            <j:web-app xmlns:j="urn:x"><j:distributable/></j:web-app>             | true
            <web-app><display-name>distributable</display-name></web-app>         | false
            """)
    void areAskedFor(String web, boolean isFound) throws IOException {
        byte[] war = zip(Map.of("WEB-INF/web.xml", bytes(web)));
        assertThat(SessionCopies.areAskedFor(read(war))).isEqualTo(isFound);
        assertThat(SessionCopies.areAskedFor(read(zip(Map.of("shop.war", war)))))
                .isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({
        "<jboss><shared-session-config><distributable/></shared-session-config></jboss>, true",
        "<jboss><shared-session-config/></jboss>, false"
    })
    void areAskedForByAnEar(String all, boolean isFound) throws IOException {
        byte[] war = zip(Map.of("WEB-INF/web.xml", bytes("<web-app/>")));
        assertThat(SessionCopies.areAskedFor(read(zip(Map.of("shop.war", war, "META-INF/jboss-all.xml", bytes(all))))))
                .isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <web-app><distributable/></web-app>                                   | <web-fragment/>                                | true
            <web-app><distributable/></web-app>                                   | <web-fragment><distributable/></web-fragment>  | false
            <web-app/>                                                            | <web-fragment/>                                | false
            <web-app metadata-complete="true"><distributable/></web-app>          | <web-fragment/>                                | false
            <web-app metadata-complete='false'><distributable/></web-app>         | <web-fragment/>                                | true
            <web-app><distributable/><absolute-ordering/></web-app>               | <web-fragment/>                                | false
            """, quoteCharacter = '`')
    void areTurnedOffByALibrary(String web, String fragment, boolean isFound) throws IOException {
        byte[] library = zip(Map.of("META-INF/web-fragment.xml", bytes(fragment), "shop/A.class", new byte[9]));
        byte[] war = zip(Map.of("WEB-INF/web.xml", bytes(web), "WEB-INF/lib/pages-1.0.jar", library));
        Map<String, Descriptors> alone = read(war).byWar("shop.war");
        Map<String, Descriptors> nested = read(zip(Map.of("shop.war", war))).byWar("");
        for (Map<String, Descriptors> wars : List.of(alone, nested)) {
            assertThat(SessionCopies.turnedOff(wars)).hasSize(isFound ? 1 : 0);
            assertThat(SessionCopies.turnedOff(wars))
                    .allSatisfy(one -> assertThat(one)
                            .startsWith("The META-INF/web-fragment.xml of pages-1.0.jar lacks <distributable/>, which"
                                    + " turns off that of the web.xml of shop.war (WFLYUT0081)")
                            .endsWith(" if no library has servlets, filters, listeners or initializers"));
        }
    }

    /** The others are read all the same, and so is what follows them. */
    @Test
    void areTurnedOffBesideALibraryThatCannotBeRead() throws IOException {
        byte[] library = zip(Map.of("META-INF/web-fragment.xml", bytes(PLAIN)));
        Map<String, byte[]> war = new LinkedHashMap<>();
        war.put("WEB-INF/lib/a.jar", Arrays.copyOf(library, 40));
        war.put("WEB-INF/lib/b.jar", bytes("no archive"));
        war.put("WEB-INF/lib/c.jar", library);
        war.put("WEB-INF/web.xml", bytes("<web-app><distributable/></web-app>"));
        assertThat(SessionCopies.turnedOff(
                        read(zip(Map.of("shop.war", zip(war)))).byWar("")))
                .singleElement()
                .asString()
                .contains("web-fragment.xml of c.jar lacks ");
    }

    private Descriptors read(byte[] archive) throws IOException {
        return Descriptors.of(Files.write(folder.resolve("archive"), archive));
    }
}
