package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Boot takes properties or YAML, and variables before both. */
class SpringConfigurationTest {
    private static final String KEY = "org.quartz.jobStore.isClustered";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application.properties | spring.quartz.properties.KEY=true  | true
            application.yml        | KEY: true                          | true
            application.yml        | "[KEY]": "true"                    | true
            application.yaml       | isClustered: true                  | true
            application.yml        | isClustered: false                 | false
            application.yml        | # isClustered: true                | false
            """, quoteCharacter = '`')
    void saysWhetherQuartzIsInACluster(String file, String line, boolean isClustered) throws IOException {
        Path war = folder.resolve("war");
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            archive.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
            archive.write(line.replace("KEY", KEY).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(SpringConfiguration.hasClusteredQuartz(Descriptors.of(war))).isEqualTo(isClustered);
    }

    @ParameterizedTest
    @CsvSource({"variables, SPRING_DATASOURCE_URL, true", "secrets, SPRING_DATASOURCE_URL, true", "variables, TZ, false"
    })
    void isOverriddenByVariables(String kind, String name, boolean isOverridden) {
        Json configuration =
                Json.object().with("version", 1).with(kind, Json.object().with(name, "x"));
        DesiredGroup group = DesiredGroup.of(
                        Wishes.group("shop", "production", 1).with("configuration", configuration))
                .orElseThrow();
        assertThat(group.hasVariable(SpringConfiguration.VARIABLE)).isEqualTo(isOverridden);
    }
}
