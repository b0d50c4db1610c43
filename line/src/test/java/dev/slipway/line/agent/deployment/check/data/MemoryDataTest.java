package dev.slipway.line.agent.deployment.check.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.Descriptors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one worker keeps in its memory, no other one has. */
class MemoryDataTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/shop-ds.xml       | jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1 | true
            META-INF/shop-ds.xml      | jdbc:hsqldb:mem:shop               | true
            WEB-INF/shop-ds.xml       | jdbc:h2:file:/srv/shop             | false
            WEB-INF/shop-ds.xml       | jdbc:postgresql://db/shop          | false
            WEB-INF/classes/a/a-ds.xml| jdbc:h2:mem:shop                   | false
            WEB-INF/web.xml           | jdbc:h2:mem:shop                   | false
            """)
    void isWhatADescriptorSays(String entry, String url, boolean isInMemory) throws IOException {
        byte[] war = zip(entry, ("<connection-url>" + url + "</connection-url>").getBytes(StandardCharsets.UTF_8));
        List<String> expected = isInMemory ? List.of("shop-ds.xml") : List.of();
        assertThat(MemoryData.of(Descriptors.of(Files.write(folder.resolve("war"), war))))
                .containsExactlyElementsOf(expected);
        assertThat(MemoryData.of(Descriptors.of(Files.write(folder.resolve("ear"), zip("shop.war", war)))))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB-INF/web.xml           | <data-source><url>jdbc:h2:mem:shop</url></data-source>        | web.xml
            META-INF/application.xml  | <data-source><url>jdbc:h2:mem:shop</url></data-source>        | application.xml
            WEB-INF/web.xml           | <data-source><property><name>url</name><value>jdbc:h2:mem:shop</value></property></data-source> | web.xml
            WEB-INF/web.xml           | <data-source><url>jdbc:postgresql://db/shop</url></data-source> |
            WEB-INF/web.xml           | <context-param><value>jdbc:h2:mem:shop</value></context-param> |
            """)
    void isWhatADescriptorDefines(String entry, String definition, @Nullable String name) throws IOException {
        byte[] archive = zip(entry, ("<app>" + definition + "</app>").getBytes(StandardCharsets.UTF_8));
        assertThat(MemoryData.of(Descriptors.of(Files.write(folder.resolve("archive"), archive))))
                .isEqualTo(name == null ? Set.of() : Set.of(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:h2:mem:shop          |                            | true
            jdbc:postgresql://db/shop |                            | false
            jdbc:h2:mem:shop          | java:jboss/datasources/shop| false
            """)
    void isWhereAPersistenceUnitConnects(String url, @Nullable String dataSource, boolean isInMemory)
            throws IOException {
        String unit = "<persistence><persistence-unit name='a'>"
                + (dataSource == null ? "" : "<jta-data-source>" + dataSource + "</jta-data-source>")
                + "<properties><property name='jakarta.persistence.jdbc.url' value='" + url
                + "'/></properties></persistence-unit></persistence>";
        byte[] archive = zip("WEB-INF/classes/META-INF/persistence.xml", unit.getBytes(StandardCharsets.UTF_8));
        assertThat(MemoryData.of(Descriptors.of(Files.write(folder.resolve("archive"), archive))))
                .isEqualTo(isInMemory ? Set.of("persistence.xml") : Set.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application.properties | spring.datasource.url=jdbc:h2:mem:shop                                         | true
            application.properties | spring.datasource.url=jdbc:h2:mem:shop;spring.datasource.jndi-name=java:/shop  | false
            application.properties | spring.datasource.url=jdbc:h2:mem:shop;spring.profiles.active=production       | false
            application.properties | spring.datasource.url=jdbc:postgresql://db/shop                                | false
            application.properties | spring.datasource.url=${DB_URL:jdbc:h2:mem:shop}                               | false
            application.yml        | spring:;  datasource:;    url: jdbc:h2:mem:shop                                | true
            application.yaml       | spring:;  datasource:;    url: "jdbc:h2:mem:shop"                              | true
            application.yml        | spring:;  datasource:;    #url: jdbc:h2:mem:shop                               | false
            application.yml        | spring: {datasource: {url: "jdbc:h2:mem:shop"}}                                | true
            application.yml        | import: all;spring.datasource.url: jdbc:h2:mem:shop                            | true
            application.yml        | archive:;  url: jdbc:h2:mem:shop                                               | false
            application.yml        | spring.datasource.url: &url jdbc:h2:mem:shop;archive: *url                     | false
            application.yml        | spring.datasource.url: jdbc:h2:mem:shop;archive: [                             | false
            application.yml        | spring:;  datasource.url: jdbc:h2:mem:shop;  profiles.active:;  - production   | false
            application.properties | spring.datasource.url=jdbc:h2:mem:shop;spring.config.import[0]=file:/srv/shop/ | false
            application.properties | spring.datasource.url=jdbc:h2:mem:shop;spring.profiles.active[0]=production    | false
            application.properties | spring.datasource.url=jdbc:h2:mem:shop;spring.profiles.include[0]=production   | false
            """)
    void isWhereSpringConnects(String file, String lines, boolean isInMemory) throws IOException {
        byte[] content = lines.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
        byte[] archive = zip("WEB-INF/classes/" + file, content);
        Descriptors descriptors = Descriptors.of(Files.write(folder.resolve("archive"), archive));
        assertThat(MemoryData.ofSpring(SpringConfiguration.of(descriptors, Optional.empty())))
                .isEqualTo(isInMemory ? Set.of(file) : Set.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring-jdbc-6.2.1.jar | application.properties | spring.application.name=shop                            | true
            spring-jdbc-6.2.1.jar | application.yml        | spring.jpa.open-in-view: false                          | true
            spring-jdbc-6.2.1.jar | application.yml        | spring.datasource.username: shop                        | true
            spring-jdbc.jar       | shop.properties        | spring.datasource.url=jdbc:h2:mem:shop                  | true
            spring-web-6.2.1.jar  | application.properties | spring.application.name=shop                            | false
            spring-jdbc-6.2.1.jar | application.properties | spring.datasource.url=jdbc:postgresql://db/shop         | false
            spring-jdbc-6.2.1.jar | application.properties | spring.datasource.jndi-name=java:comp/DefaultDataSource | false
            spring-jdbc-6.2.1.jar | application.properties | spring.datasource.hikari.jdbc-url=jdbc:h2:mem:shop      | false
            spring-jdbc-6.2.1.jar | application.properties | shop.datasource.url=jdbc:postgresql://db/shop           | false
            spring-jdbc-6.2.1.jar | application.properties | spring.autoconfigure.exclude=shop.Own                   | false
            spring-jdbc-6.2.1.jar | application.properties | spring.profiles.active=production                       | false
            """)
    void isSpringsDefault(String library, String file, String line, boolean isDefault) throws IOException {
        Map<String, byte[]> war = Map.of(
                "WEB-INF/lib/" + library,
                new byte[0],
                "WEB-INF/lib/spring-boot-autoconfigure-3.5.0.jar",
                new byte[0],
                "WEB-INF/classes/" + file,
                line.getBytes(StandardCharsets.UTF_8));
        assertThat(isSpringsDefault(zip(war))).isEqualTo(isDefault);
        assertThat(isSpringsDefault(zip("shop.war", zip(war)))).isEqualTo(isDefault);
    }

    /** It makes no connection by itself. */
    @Test
    void isNoDefaultWithoutSpringBoot() throws IOException {
        assertThat(isSpringsDefault(zip("WEB-INF/lib/spring-jdbc-6.2.1.jar", new byte[0])))
                .isFalse();
    }

    private boolean isSpringsDefault(byte[] archive) throws IOException {
        Descriptors descriptors = Descriptors.of(Files.write(folder.resolve("archive"), archive));
        return MemoryData.isSpringsDefault(descriptors, SpringConfiguration.of(descriptors, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"production, ''", "staging, ' --environment staging'"})
    void namesTheVariableThatHelps(String environment, String option) {
        DesiredGroup group =
                DesiredGroup.of(Wishes.group("shop", environment, 1)).orElseThrow();
        assertThat(MemoryData.warning(group))
                .contains("in the database of shop. ")
                .endsWith(" slipway config set shop SPRING_DATASOURCE_JNDI_NAME=java:comp/DefaultDataSource" + option);
    }

    private static byte[] zip(String entry, byte[] content) throws IOException {
        return zip(Map.of(entry, content));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(entry.getValue());
            }
            archive.putNextEntry(new ZipEntry("index.html"));
        }
        return bytes.toByteArray();
    }
}
