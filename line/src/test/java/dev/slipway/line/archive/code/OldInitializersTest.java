package dev.slipway.line.archive.code;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Such as an application of Spring Boot 2, which starts by nothing else. */
class OldInitializersTest {
    private static final String APPLICATION = "META-INF/application.xml";
    private static final String SPRING = "spring-web-5.3.31.jar";
    private static final String IN_WAR = "WEB-INF/lib/" + SPRING;
    private static final byte[] TEXT = "shop".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OLD =
            zip(Map.of("META-INF/services/javax.servlet.ServletContainerInitializer", TEXT, "spring/Web.class", TEXT));
    private static final byte[] NEW =
            zip(Map.of("META-INF/services/jakarta.servlet.ServletContainerInitializer", TEXT));

    @TempDir
    Path folder;

    @Test
    void areInTheLibrariesOfAWar() throws IOException {
        assertThat(found(zip(Map.of(IN_WAR, OLD)))).containsExactly(SPRING);
        assertThat(found(zip(Map.of(IN_WAR, zip(Map.of("spring/Web.class", TEXT))))))
                .isEmpty();
        assertThat(found(zip(Map.of("WEB-INF/web.xml", TEXT, "download/" + SPRING, OLD))))
                .isEmpty();
    }

    @Test
    void areInTheWarsOfAnEar() throws IOException {
        byte[] war = zip(Map.of(IN_WAR, OLD, "index.html", TEXT));
        assertThat(found(zip(Map.of("shop.war", war, APPLICATION, TEXT)))).containsExactly(SPRING);
        assertThat(found(zip(Map.of("shop.war/" + IN_WAR, OLD, APPLICATION, TEXT))))
                .containsExactly(SPRING);
        assertThat(found(zip(Map.of("shop.war", war, "lib/" + SPRING, NEW)))).isEmpty();
    }

    /** WildFly deploys no other: one that is left out starts nothing, be it for the old server or the new. */
    @Test
    void areNotInTheWarsThatAnEarLeavesOut() throws IOException {
        byte[] application = bytes("<application><web-uri>shop.war</web-uri></application>");
        byte[] war = zip(IN_WAR, OLD);
        assertThat(found(zip(Map.of(APPLICATION, application, "shop.war", war, "new.war", zip(IN_WAR, NEW)))))
                .containsExactly(SPRING);
        assertThat(found(zip(Map.of(APPLICATION, application, "shop.war", war, "new.war/" + IN_WAR, NEW))))
                .containsExactly(SPRING);
        byte[] site = zip("index.html", TEXT);
        assertThat(found(zip(Map.of(APPLICATION, application, "shop.war", site, "old.war", war))))
                .isEmpty();
    }

    @Test
    void areOfNoConcernBesideNewOnes() throws IOException {
        assertThat(found(zip(Map.of(IN_WAR, OLD, "WEB-INF/lib/spring-web-6.2.1.jar", NEW))))
                .isEmpty();
        assertThat(found(zip(Map.of(
                        IN_WAR,
                        OLD,
                        "WEB-INF/classes/META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        TEXT))))
                .isEmpty();
    }

    /** The server finds what a class declares by these, and an old library beside it is not what starts the application. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Ljakarta/servlet/annotation/WebServlet;", "Ljakarta/ws/rs/Path;", "Ljakarta/ejb/Stateless;"})
    void areOfNoConcernBesideCodeForJakarta(String annotation) throws IOException {
        byte[] code = annotation.getBytes(StandardCharsets.UTF_8);
        assertThat(found(zip(Map.of(IN_WAR, OLD, "WEB-INF/classes/shop/Orders.class", code))))
                .isEmpty();
        byte[] library = zip(Map.of("shop/Orders.class", code));
        assertThat(found(zip(Map.of(IN_WAR, OLD, "WEB-INF/lib/shop.jar", library))))
                .isEmpty();
    }

    @Test
    void areUnknownBeyondTheLimit() throws IOException {
        Path archive = Files.write(folder.resolve("archive"), zip(Map.of(IN_WAR, OLD)));
        assertThat(OldInitializers.of(archive, 1 << 14)).containsExactly(SPRING);
        assertThat(OldInitializers.of(archive, 50)).isEmpty();
    }

    private Set<String> found(byte[] archive) throws IOException {
        return OldInitializers.of(Files.write(folder.resolve("archive"), archive));
    }
}
