package dev.slipway.line.agent.deployment.check.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.Zips;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
            application.yml        | spring.quartz.properties: {KEY: true} | true
            application.yml        | {a: [                              | true
            application.yml        | isClustered: false                 | false
            application.yml        | # isClustered: true                | false
            """, quoteCharacter = '`')
    void saysWhetherQuartzIsInACluster(String file, String line, boolean isClustered) throws IOException {
        assertThat(configuration(Map.of("WEB-INF/classes/" + file, line.replace("KEY", KEY)))
                        .hasClusteredQuartz())
                .isEqualTo(isClustered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <context-param><param-name>spring.datasource.url</param-name></context-param>        | false
            <context-param><param-name>spring.profiles.active</param-name></context-param>       | false
            <env-entry><env-entry-name>spring.datasource.url</env-entry-name></env-entry>        | false
            <context-param><param-name>contextConfigLocation</param-name></context-param>        | true
            """)
    void isUncertainBesidesWebXml(String content, boolean isCertain) throws IOException {
        SpringConfiguration spring = configuration(Map.of(
                Descriptors.WEB,
                "<web-app>" + content + "</web-app>",
                Descriptors.SPRING,
                SpringConfiguration.URL + "=jdbc:h2:mem:shop"));
        assertThat(spring.setting(SpringConfiguration.URL).isPresent()).isEqualTo(isCertain);
    }

    @Test
    void isTheFirstFileInSpringsOrder() throws IOException {
        SpringConfiguration spring = configuration(Map.of(
                Descriptors.SPRING,
                "spring.datasource.url=jdbc:a",
                "WEB-INF/classes/application.yml",
                "spring.datasource: {url: 'jdbc:b', jndiName: 'java:/b'}",
                "WEB-INF/classes/application.yaml",
                "spring.datasource: {url: 'jdbc:c', jndi_name: 'java:/c'}"));
        assertThat(spring.setting(SpringConfiguration.URL))
                .contains(new SpringConfiguration.Setting("application.properties", "jdbc:a"));
        assertThat(spring.setting(SpringConfiguration.DATA_SOURCE))
                .contains(new SpringConfiguration.Setting("application.yml", "java:/b"));
    }

    /** Of the largest size that is read. */
    @ParameterizedTest
    @CsvSource({"'import ', 140000", "[, 1000000", "'- ', 500000", "'{a: ', 250000"})
    void isReadSoon(String text, int count) throws IOException {
        Map<String, String> files = Map.of("WEB-INF/classes/application.yml", text.repeat(count));
        Optional<SpringConfiguration.Setting> url = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> configuration(files).setting(SpringConfiguration.URL));
        assertThat(url).isEmpty();
    }

    /** The name of a property may be as long as its file. */
    @Test
    void isReadSoonWhateverItsPropertiesAreCalled() throws IOException {
        Map<String, String> files = Map.of(Descriptors.SPRING, "datasource.".repeat(95_000) + "=x");
        boolean hasNone = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> configuration(files).hasNoConnection());
        assertThat(hasNone).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "variables, SPRING_DATASOURCE_URL, true",
        "secrets, SPRING_DATASOURCE_URL, true",
        "secrets, SPRING_DATASOURCE_PASSWORD, false",
        "variables, SPRING_DATASOURCE_USERNAME, false",
        "variables, SPRING_PROFILES_ACTIVE, true",
        "variables, SPRING_CONFIG_IMPORT, true",
        "variables, SPRING_APPLICATION_JSON, true",
        "variables, SPRING_APPLICATION_NAME, false",
        "variables, SPRING_JPA_HIBERNATE_DDL_AUTO, true",
        "variables, SPRING_AUTOCONFIGURE_EXCLUDE, true",
        "variables, SPRING_MAIL_HOST, false",
        "variables, TZ, false"
    })
    void isOverriddenByVariables(String kind, String name, boolean isOverridden) {
        Json configuration =
                Json.object().with("version", 1).with(kind, Json.object().with(name, "x"));
        DesiredGroup group = DesiredGroup.of(
                        Wishes.group("shop", "production", 1).with("configuration", configuration))
                .orElseThrow();
        assertThat(SpringConfiguration.isOverriddenBy(group)).isEqualTo(isOverridden);
    }

    private SpringConfiguration configuration(Map<String, String> files) throws IOException {
        Path war = Files.write(folder.resolve("war"), Zips.ofTexts(files));
        return SpringConfiguration.of(Descriptors.of(war), Optional.empty()).get(0);
    }
}
