package dev.slipway.line.agent.deployment.check.web;

import static dev.slipway.line.archive.Zips.bytes;
import static dev.slipway.line.archive.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has to change a WAR's context root is told where it comes from. */
class WarRootTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/jboss-web.xml | <jboss-web><context-root>/store</context-root></jboss-web>                | /store | jboss-web.xml
            WEB-INF/jboss-all.xml | <jboss><jboss-web><context-root>/store</context-root></jboss-web></jboss> | /store | jboss-all.xml
            WEB-INF/jboss-web.xml | <jboss-web><context-root>${root}</context-root></jboss-web>               |        | jboss-web.xml
            WEB-INF/jboss-web.xml | <jboss-web/>                                                              | /shop  | jboss-web.xml
            WEB-INF/web.xml       | <web-app><module-name>desk</module-name></web-app>                        | /desk  | module-name in web.xml
            WEB-INF/web.xml       | <web-app><module-name>${desk}</module-name></web-app>                     |        | module-name in web.xml
            index.html            | Shop                                                                      | /shop  | jboss-web.xml
            """)
    void isWhatADescriptorSaysOrAName(String entry, String content, @Nullable String served, String source)
            throws IOException {
        WarRoot root = root(entry, content);
        assertThat(root.served()).isEqualTo(Optional.ofNullable(served));
        assertThat(root.source("shop")).isEqualTo(source);
    }

    @Test
    void mayBeNamed() throws IOException {
        WarRoot named = root("WEB-INF/jboss-web.xml", "<jboss-web><context-root>/</context-root></jboss-web>");
        assertThat(named.isNamed("/")).isTrue();
        assertThat(named.isNamed("/shop")).isFalse();
        assertThat(named.isUnnamed()).isFalse();
        WarRoot unnamed = root("index.html", "Shop");
        assertThat(unnamed.isNamed("/shop")).isFalse();
        assertThat(unnamed.isUnnamed()).isTrue();
        assertThat(WarRoot.UNKNOWN.isUnnamed()).isFalse();
        assertThat(WarRoot.UNKNOWN.served()).isEmpty();
    }

    private WarRoot root(String entry, String content) throws IOException {
        Path war = Files.write(folder.resolve("archive"), zip(entry, bytes(content)));
        return WarRoot.of(war, "shop", Descriptors.of(war));
    }
}
