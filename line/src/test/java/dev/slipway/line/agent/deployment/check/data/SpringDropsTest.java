package dev.slipway.line.agent.deployment.check.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Boot drops tables without a {@code persistence.xml}. */
class SpringDropsTest {
    private static final String SHARED = "spring.datasource.jndi-name=java:jboss/datasources/shop;";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.jpa.hibernate.ddl-auto=create                   | spring.jpa.hibernate.ddl-auto=create
            spring.jpa.hibernate.ddlAuto=create-drop               | spring.jpa.hibernate.ddl-auto=create-drop
            spring.jpa.properties.hibernate.hbm2ddl.auto=drop      | spring.jpa.properties.hibernate.hbm2ddl.auto=drop
            spring.jpa.properties[hibernate.hbm2ddl.auto]=create   | spring.jpa.properties.hibernate.hbm2ddl.auto=create
            spring.jpa.hibernate.ddl-auto=validate                 |
            spring.jpa.hibernate.ddl-auto=create-only              |
            spring.jpa.hibernate.ddl-auto=${DDL:create}            |
            spring.jpa.hibernate.ddl-auto=create;spring.profiles.active=prod |
            spring.jpa.hibernate.ddl-auto=create;spring.jpa.properties.hibernate.hbm2ddl.auto=none |
            """)
    void areWhatAPropertySays(String lines, @Nullable String drop) throws IOException {
        assertThat(drops("application.properties", SHARED + lines))
                .isEqualTo(drop == null ? Set.of() : Set.of("application.properties: " + drop));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.datasource.url=jdbc:h2:mem:shop                 | false
            spring.datasource.url=jdbc:h2:/srv/shop                | false
            spring.datasource.url=jdbc:postgresql://db/shop        | true
            spring.application.name=shop                           | false
            """)
    void areThoseOfASharedDatabase(String line, boolean isDrop) throws IOException {
        assertThat(drops("application.properties", "spring.jpa.hibernate.ddl-auto=create;" + line))
                .hasSize(isDrop ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ddl-auto: create              | true
            ddl-auto: 'create-drop' # all | true
            ddlAuto: "drop"               | true
            ddl-auto: validate            | false
            ddl-auto: create-only         | false
            show: 1;# ddl-auto: create    | false
            ddl-auto: create;---;spring.config.activate.on-profile: prod | false
            ddl-auto: create;---;spring.jpa.hibernate.ddl-auto: '' | false
            """, quoteCharacter = '`')
    void areWhatYamlSays(String lines, boolean isDrop) throws IOException {
        String yaml = "spring:;  datasource:;    jndi-name: java:jboss/datasources/shop;  jpa:;    hibernate:;      ";
        assertThat(drops("application.yml", yaml + lines)).hasSize(isDrop ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jpa.properties:;    hibernate:;      hbm2ddl.auto: create               | true
            jpa:;    properties:;      hibernate:;        hbm2ddl:;          auto: create | true
            jpa:;    properties:;      "[hibernate.hbm2ddl.auto]": create            | true
            jpa.properties.hibernate.hbm2ddl.auto: none;  jpa.hibernate.ddl-auto: create | false
            batch:;    ddl-auto: create                                             | false
            """)
    void areThoseOfNestedKeys(String lines, boolean isDrop) throws IOException {
        String yaml = "spring:;  datasource.jndi-name: java:jboss/datasources/mailings;  ";
        assertThat(drops("application.yml", yaml + lines)).hasSize(isDrop ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datasource:;    url: jdbc:postgresql://db/shop | true
            datasource:;    url: jdbc:h2:mem:shop          | false
            """)
    void areNoneForTheSakeOfAnotherJndiName(String lines, boolean isDrop) throws IOException {
        String yaml = "spring:;  mail:;    jndi-name: java:jboss/mail/Default;  jpa.hibernate.ddl-auto: create;  ";
        assertThat(drops("application.yml", yaml + lines)).hasSize(isDrop ? 1 : 0);
    }

    /** Spring takes the empty value. */
    @Test
    void areNoneOfWhatAStrongerFileEmpties() throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("application.yml", "spring.jpa.hibernate.ddl-auto: create");
        files.put("application.properties", SHARED);
        assertThat(drops(files)).hasSize(1);
        files.put("application.properties", SHARED + "spring.jpa.hibernate.ddl-auto=");
        assertThat(drops(files)).isEmpty();
    }

    private Set<String> drops(String file, String lines) throws IOException {
        return drops(Map.of(file, lines));
    }

    /** The drops of these files, by name; a semicolon ends a line. */
    private Set<String> drops(Map<String, String> files) throws IOException {
        Path war = folder.resolve("war");
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                archive.putNextEntry(new ZipEntry("WEB-INF/classes/" + file.getKey()));
                archive.write(file.getValue().replace(';', '\n').getBytes(StandardCharsets.UTF_8));
            }
        }
        Descriptors descriptors = Descriptors.of(war);
        return SpringDrops.of(
                SpringConfiguration.of(descriptors, Optional.empty()), new SharedDatabase(descriptors, true));
    }
}
